namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_frontline_agents</c>: an agent of the front line. One property per column, in the order of the table.</summary>
internal sealed record RezenFrontlineAgentRow
{
    public required string AgentIdRaw { get; init; }

    public string? OwnerAgentIdRaw { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Status { get; init; }

    public int? SizeOfNetwork { get; init; }

    public DateOnly? JoinDate { get; init; }

    public string? Avatar { get; init; }

    public long? UserId { get; init; }
}
