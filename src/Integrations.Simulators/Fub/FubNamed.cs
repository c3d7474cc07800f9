namespace Integrations.Simulators;

/// <summary>An entry of a dictionary: stage, pipeline, group, pond, team, type, outcome or custom field.</summary>
internal sealed class FubNamed : FubRecord
{
    public string Name { get; set; } = "";

    public long OrderWeight { get; set; }

    /// <summary>Members, where the entity has some.</summary>
    public List<long> UserIds { get; set; } = [];
}
