namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_team_members</c>: a membership of a team. One property per column, those that it shares in its base.</summary>
internal sealed record RezenTeamMemberRow : RezenAgentColumns
{
    public required string MemberIdRaw { get; init; }

    public string? TeamIdRaw { get; init; }

    public string? TeamName { get; init; }

    public string? TeamType { get; init; }

    public string? TeamStatus { get; init; }

    public string? TeamCountry { get; init; }

    public DateTimeOffset? TeamCreatedAt { get; init; }

    public DateTimeOffset? TeamUpdatedAt { get; init; }

    public string? TeamConfigIdRaw { get; init; }

    public string? TeamCommissionPlanIdRaw { get; init; }

    public int? TeamMaxTeammates { get; init; }

    public int? TeamMaxLeaders { get; init; }

    public string? TeamVisibility { get; init; }

    public string? TeamCollaborationMode { get; init; }

    public ReadOnlyMemory<byte>? Team { get; init; }

    public string? AgentIdRaw { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    public IReadOnlyList<string>? FlexRoles { get; init; }

    public string? InvitationStatus { get; init; }

    public decimal? RealCap { get; init; }

    public ReadOnlyMemory<byte>? LeaderFeeSplits { get; init; }

    public ReadOnlyMemory<byte>? TeammateLeaderSplits { get; init; }

    public ReadOnlyMemory<byte>? TeammateFeeSplits { get; init; }
}
