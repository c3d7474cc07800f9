namespace Integrations.Abstractions;

/// <summary>What a look at the chores found.</summary>
/// <param name="Claims">Chores to do now.</param>
/// <param name="NextAt">When the next of the others is due, or the lease of one that another process does ends. Null when there is no other.</param>
public sealed record ChoreLook(IReadOnlyList<ChoreClaim> Claims, DateTimeOffset? NextAt);
