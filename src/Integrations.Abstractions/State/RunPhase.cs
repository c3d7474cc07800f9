namespace Integrations.Abstractions;

/// <summary>How far a run has come. Stored with the data, so that a run taken over continues where it was.</summary>
public enum RunPhase
{
    /// <summary>Pages are being read.</summary>
    Read,

    /// <summary>All is staged; staged rows are being promoted.</summary>
    Promote,

    /// <summary>All is in the mirror; rows that a full read has not seen are being settled.</summary>
    Settle,

    /// <summary>All keys of a key sweep are stored; they are being compared with the mirror.</summary>
    Compare,
}
