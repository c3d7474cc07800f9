namespace Integrations.Rezen;

/// <summary>A member of a roster with its team. The member itself is read when it is mapped, from its bytes: a roster of thousands comes whole, and the models of all of them take twice its memory.</summary>
/// <param name="Entry">What the list is walked by.</param>
/// <param name="Team">The team.</param>
/// <param name="TeamJson">The team as it came, without its lists of people.</param>
internal sealed record RezenRosterMember(RezenRosterEntry Entry, RezenTeam Team, ReadOnlyMemory<byte> TeamJson);
