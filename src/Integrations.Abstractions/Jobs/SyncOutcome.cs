namespace Integrations.Abstractions;

/// <summary>How a finished step ended (invariant I9): "nothing to do" is not the same as "done".</summary>
public enum SyncOutcome
{
    /// <summary>All was read and stored.</summary>
    Complete,

    /// <summary>Read to the end, but some records are rejects or a sweep is held.</summary>
    Partial,

    /// <summary>The vendor had nothing to report.</summary>
    NoWork,

    /// <summary>Not run, with a reason, for example a stream that the key may not read.</summary>
    Skipped,

    /// <summary>Not run, because options that it needs are not set, for example the address of an endpoint that the vendor does not publish.</summary>
    NotConfigured,

    /// <summary>Taken back by the host.</summary>
    Cancelled,
}
