using Refit;

namespace Integrations.Fub;

/// <summary>Query of smart lists. Without <see cref="Fub2"/> or <see cref="All"/> the vendor gives classic lists only. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubSmartListsQuery
{
    /// <summary>Rows per page, 1 to 100; the vendor takes 10 when absent. Documented.</summary>
    [AliasAs("limit")]
    public int? Limit { get; init; }

    /// <summary>Rows to skip. Beyond 2,000 the vendor asks for a token instead. Documented; the number is observed.</summary>
    [AliasAs("offset")]
    public int? Offset { get; init; }

    /// <summary>Token of the page before. Documented.</summary>
    [AliasAs("next")]
    public string? Next { get; init; }

    /// <summary>True for the lists of the current user interface. Documented; false when absent.</summary>
    [AliasAs("fub2")]
    public bool? Fub2 { get; init; }

    /// <summary>True for all lists. Documented; false when absent.</summary>
    [AliasAs("all")]
    public bool? All { get; init; }
}
