namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_network_members</c>: an agent of the down-line. One property per column, in the order of the table.</summary>
internal sealed record RezenNetworkMemberRow
{
    public required string DownlineAgentIdRaw { get; init; }

    public string? OwnerAgentIdRaw { get; init; }

    public int? Tier { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Status { get; init; }

    public DateOnly? JoinDate { get; init; }

    public DateOnly? TerminatedAsOf { get; init; }

    public DateOnly? AnniversaryDate { get; init; }

    public DateTimeOffset? RezenCreatedAt { get; init; }

    public int? SizeOfNetwork { get; init; }

    public string? Avatar { get; init; }

    public string? SponsorAgentIdRaw { get; init; }

    public string? SponsorName { get; init; }

    public string? SponsorshipType { get; init; }

    public string? CoSponsor { get; init; }

    public bool? Unlocking { get; init; }

    public DateOnly? UnlockingExpiryDate { get; init; }

    public long? UserId { get; init; }
}
