namespace Integrations.Http;

/// <summary>How a stream is read for changes.</summary>
public enum DeltaReading
{
    /// <summary>The source decides for each account: it tests the vendor's change filter once a day and falls back where the filter does not work.</summary>
    Automatic,

    /// <summary>By the vendor's change filter, without a test.</summary>
    UpdatedSince,

    /// <summary>From the last changed record down. Only for lists that know this order.</summary>
    SortedWalk,

    /// <summary>From the newest record down, reading a trailing window again.</summary>
    IdTail,

    /// <summary>Everything, each time.</summary>
    FullSweep,
}
