namespace Integrations.Abstractions;

/// <summary>Which accounts to look at.</summary>
public sealed record StatusQuery
{
    /// <summary>Vendor name in lower case. Null for all.</summary>
    public string? Vendor { get; init; }

    /// <summary>The last account of the page before. Null for the first page. Accounts come by vendor and id.</summary>
    public AccountRef? After { get; init; }

    /// <summary>Accounts of a page. At least 1.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>True for those only that are stopped, late, failing, or have deletions held.</summary>
    public bool TroubledOnly { get; init; }

    /// <summary>Age of the last success beyond which a stream is late. Streams that are not named are not looked at.</summary>
    public required IReadOnlyDictionary<StreamName, TimeSpan> Thresholds { get; init; }
}
