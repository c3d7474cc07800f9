namespace Integrations.Abstractions;

/// <summary>A chore that this process may do.</summary>
/// <param name="Name">Name of the chore.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Fence">Rises with every claim; settling with an old one does nothing.</param>
/// <param name="StartedAt">Time of the claim.</param>
/// <param name="Failures">Runs that failed since the last one that ended well.</param>
public sealed record ChoreClaim(string Name, string Owner, long Fence, DateTimeOffset StartedAt, int Failures);
