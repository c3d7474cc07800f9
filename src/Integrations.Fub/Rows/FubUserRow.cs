namespace Integrations.Fub;

/// <summary>One row of <c>fub_users</c>: a user. One property per column, in the order of the table.</summary>
internal sealed record FubUserRow
{
    public required long FubUserId { get; init; }

    public long? UserId { get; init; }

    public bool? IsOwner { get; init; }

    public string? Name { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Role { get; init; }

    public string? Status { get; init; }

    public string? Timezone { get; init; }

    public string? Fuid { get; init; }

    public ReadOnlyMemory<byte>? Picture { get; init; }

    public string? LeadEmailAddress { get; init; }

    public bool? PauseLeadDistribution { get; init; }

    public IReadOnlyList<long>? TeamIds { get; init; }

    public IReadOnlyList<long>? TeamLeaderOf { get; init; }

    public ReadOnlyMemory<byte>? Groups { get; init; }

    public DateTimeOffset? FubCreatedAt { get; init; }

    public DateTimeOffset? FubUpdatedAt { get; init; }

    public DateTimeOffset? LastSeenAtVendor { get; init; }

    public long? CredentialsId { get; init; }
}
