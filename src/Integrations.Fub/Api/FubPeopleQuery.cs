using Refit;

namespace Integrations.Fub;

/// <summary>Query of people. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubPeopleQuery
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

    /// <summary>Property names separated by commas, or <c>allFields</c>, <c>allCustom</c>, <c>relationships</c>. Documented.</summary>
    [AliasAs("fields")]
    public string? Fields { get; init; }

    /// <summary>True to report people in the trash. Documented; false when absent.</summary>
    [AliasAs("includeTrash")]
    public bool? IncludeTrash { get; init; }

    /// <summary>True to report leads offered to this user. Documented; false when absent.</summary>
    [AliasAs("includeUnclaimed")]
    public bool? IncludeUnclaimed { get; init; }

    /// <summary>Only people with activity after this time. Documented. Sent in UTC, whole seconds.</summary>
    [AliasAs("lastActivityAfter")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? LastActivityAfter
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>Only people with activity before this time. Documented. Sent in UTC, whole seconds.</summary>
    [AliasAs("lastActivityBefore")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? LastActivityBefore
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>Full name. Documented.</summary>
    [AliasAs("name")]
    public string? Name { get; init; }

    /// <summary>First name. Documented.</summary>
    [AliasAs("firstName")]
    public string? FirstName { get; init; }

    /// <summary>Last name. Documented.</summary>
    [AliasAs("lastName")]
    public string? LastName { get; init; }

    /// <summary>E-mail address. Documented.</summary>
    [AliasAs("email")]
    public string? Email { get; init; }

    /// <summary>Phone number. Documented.</summary>
    [AliasAs("phone")]
    public string? Phone { get; init; }

    /// <summary>Name of a people stage. Documented.</summary>
    [AliasAs("stage")]
    public string? Stage { get; init; }

    /// <summary>Lead source. Documented.</summary>
    [AliasAs("source")]
    public string? Source { get; init; }

    /// <summary>User. Documented.</summary>
    [AliasAs("assignedUserId")]
    public long? AssignedUserId { get; init; }

    /// <summary>Pond. Documented.</summary>
    [AliasAs("assignedPondId")]
    public long? AssignedPondId { get; init; }

    /// <summary>Smart list; the list keeps its own order. Documented.</summary>
    [AliasAs("smartListId")]
    public long? SmartListId { get; init; }

    /// <summary>Tags separated by commas; any of them. Documented.</summary>
    [AliasAs("tags")]
    public string? Tags { get; init; }
}
