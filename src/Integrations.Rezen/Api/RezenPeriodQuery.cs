using Refit;

namespace Integrations.Rezen;

/// <summary>Query of figures of a time. A property that is null is not sent.</summary>
public sealed record RezenPeriodQuery
{
    /// <summary>First day. Documented, second hand.</summary>
    [AliasAs("startDate")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day. Documented, second hand.</summary>
    [AliasAs("endDate")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? EndDate { get; init; }
}
