namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_equity_grants</c>: a grant of shares. One property per column, in the order of the table.</summary>
internal sealed record RezenEquityGrantRow
{
    public required string GrantIdRaw { get; init; }

    public string? OwnerAgentIdRaw { get; init; }

    public string? TransactionType { get; init; }

    public string? Status { get; init; }

    public string? GrantType { get; init; }

    public decimal? Amount { get; init; }

    public decimal? Price { get; init; }

    public decimal? Value { get; init; }

    public string? Currency { get; init; }

    public DateTimeOffset? TransactionDate { get; init; }

    public DateOnly? VestingDate { get; init; }

    public DateOnly? ExpirationDate { get; init; }

    public string? TransactionIdRaw { get; init; }

    public string? Source { get; init; }

    public string? Notes { get; init; }

    public long? UserId { get; init; }
}
