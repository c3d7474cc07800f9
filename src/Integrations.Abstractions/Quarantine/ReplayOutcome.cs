namespace Integrations.Abstractions;

/// <summary>What a replay makes of a reject.</summary>
public enum ReplayOutcome
{
    /// <summary>A new mirror row.</summary>
    Inserted,

    /// <summary>A mirror row gets other values.</summary>
    Updated,

    /// <summary>The mirror row has this content already.</summary>
    Unchanged,

    /// <summary>The mirror has a newer state of the record, or knows that it is gone; the older one is not written (invariant I4).</summary>
    Superseded,

    /// <summary>The record is still refused, with the reason beside it. It stays open.</summary>
    StillRejected,

    /// <summary>The payload alone does not make the record: it has to be read from the vendor again. It stays open.</summary>
    NeedsVendor,
}
