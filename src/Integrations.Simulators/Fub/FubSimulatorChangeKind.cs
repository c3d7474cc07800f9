namespace Integrations.Simulators;

/// <summary>What a change did.</summary>
public enum FubSimulatorChangeKind
{
    /// <summary>A record was created.</summary>
    Created,

    /// <summary>A record was edited.</summary>
    Edited,

    /// <summary>A record was deleted, softly where the vendor does so.</summary>
    Deleted,

    /// <summary>A person was merged into another and went to stage Trash.</summary>
    Merged,
}
