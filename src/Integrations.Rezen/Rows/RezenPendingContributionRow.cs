namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_pending_contributions</c>: a contribution that is not paid yet. One property per column, those that it shares in its base.</summary>
internal sealed record RezenPendingContributionRow : RezenContributionColumns
{
    public required string ContributionIdRaw { get; init; }

    public string? TransactionType { get; init; }

    public string? DealType { get; init; }

    public string? TransactionStatus { get; init; }

    public string? PendingReason { get; init; }

    public DateTimeOffset? ProcessingDate { get; init; }

    public DateOnly? ClosingDate { get; init; }
}
