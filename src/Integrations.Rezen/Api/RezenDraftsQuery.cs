using Refit;

namespace Integrations.Rezen;

/// <summary>Query of drafts; it counts rows and not pages. A property that is null is not sent.</summary>
public sealed record RezenDraftsQuery
{
    /// <summary>Rows to skip. Observed.</summary>
    [AliasAs("from")]
    public int? From { get; init; }

    /// <summary>Rows per page, 10 to 50 were used. Observed.</summary>
    [AliasAs("limit")]
    public int? Limit { get; init; }

    /// <summary><c>TRANSACTION</c> or <c>LISTING</c>. Observed.</summary>
    [AliasAs("type")]
    public string? Type { get; init; }

    /// <summary>Whose. Observed.</summary>
    [AliasAs("yentaId")]
    public string? YentaId { get; init; }
}
