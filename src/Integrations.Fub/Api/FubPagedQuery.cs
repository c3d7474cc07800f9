using Refit;

namespace Integrations.Fub;

/// <summary>Query of lists that know only paging by offset: teams, ponds, unclaimed people, time frames. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubPagedQuery
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
}
