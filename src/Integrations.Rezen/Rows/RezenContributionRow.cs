namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_contributions</c>: a contribution to revenue share. One property per column, those that it shares in its base.</summary>
internal sealed record RezenContributionRow : RezenContributionColumns
{
    public required string ContributionIdRaw { get; init; }

    public bool? Missed { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public DateTimeOffset? RezenCreatedAt { get; init; }

    public DateTimeOffset? TransactionClosedAt { get; init; }

    public DateOnly? PeriodStart { get; init; }

    public DateOnly? PeriodEnd { get; init; }
}
