namespace Integrations.Simulators;

/// <summary>The active people of the first tier, as the front line shows them.</summary>
internal sealed class RezenFrontline(RezenWorld world) : IRezenEntity
{
    public string Path => "networkFrontline";

    public IEnumerable<Guid> Ids() => world.Network.Frontline().Select(world.Network.IdOf);

    public bool Write(WireJsonWriter writer, Guid id, bool isDetail)
    {
        if (world.Network.Find(id) is not RezenMember { Tier: 1, Status: "ACTIVE" } member) return false;
        RezenNetwork.WriteFrontline(writer, member);
        return true;
    }
}
