namespace Integrations.Fub;

/// <summary>How a stream is read for changes.</summary>
public enum FubDeltaStrategy
{
    /// <summary>The source decides for each account: it tests the vendor's change filter once a day and falls back where the filter does not work.</summary>
    Automatic,

    /// <summary>By the vendor's change filter, without a test.</summary>
    UpdatedSince,

    /// <summary>From the last changed record down. Only people know this order (Documented).</summary>
    SortedWalk,

    /// <summary>From the newest record down, reading <see cref="FubOptions.TrailingWindow"/> again.</summary>
    IdTail,

    /// <summary>Everything, each time.</summary>
    FullSweep,
}
