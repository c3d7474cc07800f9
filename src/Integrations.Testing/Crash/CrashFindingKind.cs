namespace Integrations.Testing;

/// <summary>What a <see cref="CrashSeries"/> can find.</summary>
public enum CrashFindingKind
{
    /// <summary>A record of the vendor is missing or stale, in the mirror or in a core table; or one that the vendor does not have any more is still there.</summary>
    Lost,

    /// <summary>One record stands in a table twice.</summary>
    Doubled,

    /// <summary>A step, lease, staged row or reference waits although nothing is left to wait for; or a worker ended by itself.</summary>
    Stuck,

    /// <summary>Counters do not add up.</summary>
    Unbalanced,
}
