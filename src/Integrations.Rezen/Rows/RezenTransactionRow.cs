namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_transactions</c>: a deal. One property per column, those that it shares in its base.</summary>
internal sealed record RezenTransactionRow : RezenDealRow
{
    public required string TransactionIdRaw { get; init; }

    public DateOnly? ContractAcceptanceDate { get; init; }

    public DateOnly? ClosingDateEstimated { get; init; }

    public DateOnly? ClosingDateActual { get; init; }

    public DateOnly? AgentReportedClosingDate { get; init; }

    public DateOnly? SkyslopeActualClosingDate { get; init; }

    public DateOnly? SkyslopeEscrowClosingDate { get; init; }

    public DateOnly? ClosingDate { get; init; }

    public DateOnly? ApprovalDate { get; init; }

    public DateTimeOffset? SketchyContractCreationDate { get; init; }

    public DateOnly? FirmDate { get; init; }

    public DateOnly? FinancingConditionsExpirationDate { get; init; }

    public DateOnly? PropertyInspectionExpirationDate { get; init; }

    public DateOnly? SaleOfBuyersPropertyExpirationDate { get; init; }

    public DateOnly? CondoDocumentsExpirationDate { get; init; }

    public DateOnly? OtherConditionsExpirationDate { get; init; }

    public string? JourneyIdRaw { get; init; }

    public string? ProjectName { get; init; }

    public string? EscrowNumber { get; init; }

    public bool? RequiresInstallments { get; init; }

    public ReadOnlyMemory<byte>? CommissionSplits { get; init; }

    public ReadOnlyMemory<byte>? AgentsInfo { get; init; }

    public ReadOnlyMemory<byte>? CdPayer { get; init; }

    public ReadOnlyMemory<byte>? CdPayerBusinessEntity { get; init; }

    public ReadOnlyMemory<byte>? Errors { get; init; }

    public ReadOnlyMemory<byte>? TransactionWarnings { get; init; }
}
