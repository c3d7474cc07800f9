namespace Integrations.Fub;

/// <summary>A people stage to be made. Documented.</summary>
public sealed record FubNewStage
{
    /// <summary>Name. Documented.</summary>
    public required string Name { get; init; }

    /// <summary>Place in the list. Documented; 1000 when absent.</summary>
    public long? OrderWeight { get; init; }
}
