namespace Integrations.Fub;

/// <summary>One row of <c>fub_deals</c>: a deal. One property per column, in the order of the table.</summary>
internal sealed record FubDealRow
{
    public required string AdDealId { get; init; }

    public string? FubAccountUserName { get; init; }

    public string? AdUserName { get; init; }

    public string? AdTeamName { get; init; }

    public string? FubAccountIdRaw { get; init; }

    public required long FubDealId { get; init; }

    public string? DealName { get; init; }

    public int? Type { get; init; }

    public string? Status { get; init; }

    public decimal? Price { get; init; }

    public DateTimeOffset? FubCreatedAt { get; init; }

    public string? Description { get; init; }

    public DateOnly? ProjectedCloseDate { get; init; }

    public long? PipelineId { get; init; }

    public string? PipelineName { get; init; }

    public string? StageName { get; init; }

    public DateTimeOffset? EnteredStageAt { get; init; }

    public decimal? CommissionValue { get; init; }

    public decimal? AgentCommission { get; init; }

    public decimal? TeamCommission { get; init; }

    public int? TimeToClose { get; init; }

    public long? AdUserId { get; init; }

    public long? StageId { get; init; }

    public long? AdTeamId { get; init; }

    public long? CredentialsId { get; init; }

    public ReadOnlyMemory<byte>? People { get; init; }

    public ReadOnlyMemory<byte>? FubUsers { get; init; }

    public bool? ClosedStage { get; init; }

    public long? PrimaryPersonIdRaw { get; init; }

    public long? SecondaryPersonIdRaw { get; init; }

    public long? PrimaryFubUserIdRaw { get; init; }

    public long? SecondaryFubUserIdRaw { get; init; }
}
