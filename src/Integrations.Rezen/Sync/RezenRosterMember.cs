namespace Integrations.Rezen;

/// <summary>A member with its team.</summary>
/// <param name="Member">The member.</param>
/// <param name="Team">The team.</param>
/// <param name="TeamJson">The team as it came, without its lists of people.</param>
internal sealed record RezenRosterMember(RezenTeamMember Member, RezenTeam Team, ReadOnlyMemory<byte> TeamJson);
