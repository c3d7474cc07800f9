using Refit;

namespace Integrations.Rezen;

/// <summary>Query of the checklists of a record. A property that is null is not sent.</summary>
public sealed record RezenChecklistsQuery
{
    /// <summary>Record. Observed by one client.</summary>
    [AliasAs("parentId")]
    public string? ParentId { get; init; }

    /// <summary>Kind of the record. Observed by one client.</summary>
    [AliasAs("parentType")]
    public string? ParentType { get; init; }

    /// <summary>Page, from 0. Observed by one client.</summary>
    [AliasAs("page")]
    public int? Page { get; init; }

    /// <summary>Rows per page. Observed by one client.</summary>
    [AliasAs("size")]
    public int? Size { get; init; }
}
