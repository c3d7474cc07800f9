namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_revshare_payments</c>: a payment of revenue share. One property per column, in the order of the table.</summary>
internal sealed record RezenRevenueSharePaymentRow
{
    public required string PaymentIdRaw { get; init; }

    public string? OwnerAgentIdRaw { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public string? Status { get; init; }

    public string? PaymentMethod { get; init; }

    public string? PaymentReference { get; init; }

    public DateTimeOffset? PaymentDate { get; init; }

    public DateTimeOffset? RezenCreatedAt { get; init; }

    public DateOnly? PeriodStart { get; init; }

    public DateOnly? PeriodEnd { get; init; }

    public string? Notes { get; init; }

    public long? UserId { get; init; }
}
