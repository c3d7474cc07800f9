using Refit;

namespace Integrations.Fub;

/// <summary>What the queries of filtered lists have in common: paging, order and the common filters.</summary>
public abstract record FubFilteredQuery
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

    /// <summary>Identifiers separated by commas, at most 100. Documented for most lists.</summary>
    [AliasAs("id")]
    public string? Id { get; init; }

    /// <summary>Only records created after this time. Documented for most lists. Sent in UTC, whole seconds.</summary>
    [AliasAs("createdAfter")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? CreatedAfter
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>Only records created before this time. Documented for most lists. Sent in UTC, whole seconds.</summary>
    [AliasAs("createdBefore")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? CreatedBefore
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>Only records changed after this time. Documented; one probe saw it answer nothing for agent keys. Sent in UTC, whole seconds.</summary>
    [AliasAs("updatedAfter")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? UpdatedAfter
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>Only records changed before this time. Documented. Sent in UTC, whole seconds.</summary>
    [AliasAs("updatedBefore")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? UpdatedBefore
    {
        get;
        init => field = value?.ToUniversalTime();
    }
}
