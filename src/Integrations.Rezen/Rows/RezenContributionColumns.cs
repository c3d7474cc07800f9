namespace Integrations.Rezen;

/// <summary>What the rows of contributions share, paid or pending.</summary>
internal abstract record RezenContributionColumns
{
    public string? OwnerAgentIdRaw { get; init; }

    public int? Tier { get; init; }

    public string? ContributorAgentIdRaw { get; init; }

    public string? ContributorName { get; init; }

    public string? ContributorFirstName { get; init; }

    public string? ContributorLastName { get; init; }

    public string? TransactionIdRaw { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public string? Status { get; init; }

    public string? ContributionType { get; init; }

    public DateTimeOffset? ContributionDate { get; init; }

    public long? UserId { get; init; }
}
