using Refit;

namespace Integrations.Fub;

/// <summary>Query of lists that know only paging: stages, pipelines, appointment types and outcomes, custom fields. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubListQuery
{
    /// <summary>Rows per page, 1 to 100; the vendor takes 10 when absent. Documented.</summary>
    [AliasAs("limit")]
    public int? Limit { get; init; }

    /// <summary>Rows to skip. Beyond 2,000 the vendor asks for <see cref="Next"/> instead. Documented; the number is observed.</summary>
    [AliasAs("offset")]
    public int? Offset { get; init; }

    /// <summary>Token of the page before. Documented.</summary>
    [AliasAs("next")]
    public string? Next { get; init; }

    /// <summary>Property to sort by, with a minus for descending. Documented.</summary>
    [AliasAs("sort")]
    public string? Sort { get; init; }

    /// <summary>Label of a custom field. Documented for custom fields only.</summary>
    [AliasAs("label")]
    public string? Label { get; init; }

    /// <summary>Exact name of a pipeline. Documented for pipelines only.</summary>
    [AliasAs("name")]
    public string? Name { get; init; }
}
