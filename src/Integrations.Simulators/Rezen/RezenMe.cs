namespace Integrations.Simulators;

/// <summary>The user's own profile.</summary>
internal sealed class RezenMe(RezenWorld world) : IRezenEntity
{
    public string Path => "agentData";

    public IEnumerable<Guid> Ids() => [world.Account.YentaId];

    public bool Write(WireJsonWriter writer, Guid id, bool isDetail)
    {
        if (id != world.Account.YentaId) return false;
        world.Team.WriteMe(writer);
        return true;
    }
}
