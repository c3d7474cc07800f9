namespace Integrations.Simulators;

/// <summary>What a change did.</summary>
public enum RezenSimulatorChangeKind
{
    /// <summary>A record was created.</summary>
    Created,

    /// <summary>A record was edited.</summary>
    Edited,

    /// <summary>A record was deleted. The vendor tells nobody.</summary>
    Deleted,

    /// <summary>A transaction or listing went to another lifecycle state, and perhaps to another group.</summary>
    Moved,

    /// <summary>A listing became a transaction.</summary>
    PutInContract,
}
