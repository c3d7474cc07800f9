using Refit;

namespace Integrations.Fub;

/// <summary>Query of appointments. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubAppointmentsQuery : FubFilteredQuery
{
    /// <summary>People separated by commas. Documented.</summary>
    [AliasAs("personId")]
    public string? PersonId { get; init; }

    /// <summary>User. Documented.</summary>
    [AliasAs("userId")]
    public long? UserId { get; init; }

    /// <summary>Begin of a window; needs <see cref="End"/>. Documented. Sent in UTC, whole seconds.</summary>
    [AliasAs("start")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? Start
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>End of a window; needs <see cref="Start"/>. Documented. Sent in UTC, whole seconds.</summary>
    [AliasAs("end")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? End
    {
        get;
        init => field = value?.ToUniversalTime();
    }
}
