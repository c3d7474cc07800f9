using Refit;

namespace Integrations.Fub;

/// <summary>Query of tasks. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubTasksQuery : FubFilteredQuery
{
    /// <summary>Person. Documented.</summary>
    [AliasAs("personId")]
    public long? PersonId { get; init; }

    /// <summary>Full name of the assigned user. Documented.</summary>
    [AliasAs("assignedTo")]
    public string? AssignedTo { get; init; }

    /// <summary>Assigned user. Documented.</summary>
    [AliasAs("assignedUserId")]
    public long? AssignedUserId { get; init; }

    /// <summary>Part of the name. Documented.</summary>
    [AliasAs("name")]
    public string? Name { get; init; }

    /// <summary>Types separated by commas. Documented.</summary>
    [AliasAs("type")]
    public string? Type { get; init; }

    /// <summary>True for done tasks, false for open ones. Documented.</summary>
    [AliasAs("isCompleted")]
    public bool? IsCompleted { get; init; }

    /// <summary><c>today</c>, <c>overdue</c> or <c>upcoming</c>. Documented.</summary>
    [AliasAs("due")]
    public string? Due { get; init; }

    /// <summary>Only tasks due from this time on. Documented. Sent in UTC, whole seconds.</summary>
    [AliasAs("dueStart")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? DueStart
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>Only tasks due until this time. Documented. Sent in UTC, whole seconds.</summary>
    [AliasAs("dueEnd")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? DueEnd
    {
        get;
        init => field = value?.ToUniversalTime();
    }
}
