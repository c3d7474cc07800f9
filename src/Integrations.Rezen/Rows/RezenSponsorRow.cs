namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_sponsors</c>: an agent above the owner. One property per column, in the order of the table.</summary>
internal sealed record RezenSponsorRow
{
    public required string AgentIdRaw { get; init; }

    public required long Level { get; init; }

    public string? OwnerAgentIdRaw { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Status { get; init; }

    public string? Avatar { get; init; }

    public long? UserId { get; init; }
}
