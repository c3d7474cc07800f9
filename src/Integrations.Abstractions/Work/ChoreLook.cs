namespace Integrations.Abstractions;

/// <summary>What a look at the chores found.</summary>
/// <param name="Claims">Chores to do now.</param>
/// <param name="NextAt">When the next one is due: what is done now after its interval, another one when it is planned, one that another process does when its lease ends. Null when there is none.</param>
public sealed record ChoreLook(IReadOnlyList<ChoreClaim> Claims, DateTimeOffset? NextAt);
