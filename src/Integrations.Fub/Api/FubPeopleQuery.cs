using Refit;

namespace Integrations.Fub;

/// <summary>Query of people. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubPeopleQuery : FubFilteredQuery
{
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
