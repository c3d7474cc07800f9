namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_agent_caps</c>: an agent's cap. One property per column, in the order of the table.</summary>
internal sealed record RezenAgentCapRow
{
    public required string AgentIdRaw { get; init; }

    public string? OwnerAgentIdRaw { get; init; }

    public string? Visibility { get; init; }

    public bool? Capped { get; init; }

    public decimal? CapAmount { get; init; }

    public decimal? CapAmountPaid { get; init; }

    public decimal? TeamCapAmount { get; init; }

    public decimal? TeamCapAmountPaid { get; init; }

    public decimal? BrokerageCapAmount { get; init; }

    public decimal? BrokerageCapAmountPaid { get; init; }

    public string? Currency { get; init; }

    public DateOnly? AnniversaryDate { get; init; }

    public long? UserId { get; init; }
}
