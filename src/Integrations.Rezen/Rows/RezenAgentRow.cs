namespace Integrations.Rezen;

/// <summary>One row of <c>agent_rezen</c>: the owner's profile. One property per column, those that it shares in its base.</summary>
internal sealed record RezenAgentRow : RezenAgentColumns
{
    public required string AgentIdRaw { get; init; }

    public string? DisplayName { get; init; }

    public int? SizeOfNetwork { get; init; }

    public decimal? CapAmount { get; init; }

    public decimal? CapAmountPaid { get; init; }

    public decimal? TeamCapAmount { get; init; }

    public decimal? TeamCapAmountPaid { get; init; }

    public decimal? BrokerageCapAmount { get; init; }

    public decimal? BrokerageCapAmountPaid { get; init; }

    public bool? Capped { get; init; }

    public string? Visibility { get; init; }

    public string? SponsorAgentIdRaw { get; init; }

    public bool? Elite { get; init; }

    public bool? Unlocked { get; init; }

    public bool? NeedsMentorship { get; init; }

    public bool? IsDirector { get; init; }

    public bool? IsLeader { get; init; }

    public bool? IsMentor { get; init; }

    public DateTimeOffset? CappedAt { get; init; }

    public decimal? AnnualCap { get; init; }

    public decimal? GroupTeamCap { get; init; }

    public DateTimeOffset? SponsorProducingGracePeriodEnd { get; init; }

    public DateTimeOffset? GracePeriodEnd { get; init; }

    public DateTimeOffset? DeferredCapEndDate { get; init; }

    public decimal? PreCapRealCommissionSplit { get; init; }

    public decimal? PreCapFee { get; init; }

    public decimal? PostCapFee { get; init; }

    public decimal? NormalTeamLeadAnnualCap { get; init; }

    public bool? PaysLeaderSplit { get; init; }

    public string? OfficeIdRaw { get; init; }

    public string? OfficeName { get; init; }

    public IReadOnlyList<string>? TeamIdRaws { get; init; }

    public ReadOnlyMemory<byte>? Offices { get; init; }

    public ReadOnlyMemory<byte>? Teams { get; init; }

    public ReadOnlyMemory<byte>? AdministrativeAreas { get; init; }
}
