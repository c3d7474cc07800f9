using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

/// <summary>The schedule of chores in memory.</summary>
internal sealed class MemoryChores : IChoreStore
{
    public Dictionary<string, DateTimeOffset> Due { get; } = new(StringComparer.Ordinal);

    public List<(string Name, DateTimeOffset NextRunAt, string? Error)> Ended { get; } = [];

    public List<string> Released { get; } = [];

    public HashSet<string> Lost { get; } = new(StringComparer.Ordinal);

    public int Looks { get; private set; }

    /// <summary>Time of the store.</summary>
    public Func<DateTimeOffset> Now { get; set; } = static () => DateTimeOffset.MinValue;

    public int Failures { get; set; }

    public Task<ChoreLook> ClaimAsync(IReadOnlyDictionary<string, TimeSpan> intervals, string owner, TimeSpan leaseDuration, CancellationToken cancellationToken = default)
    {
        Looks++;
        ChoreClaim[] claims = [.. intervals.Keys.Where(n => !Due.TryGetValue(n, out DateTimeOffset due) || due <= Now()).Select(n => new ChoreClaim(n, owner, 1, Now(), Failures))];
        foreach (ChoreClaim claim in claims)
        {
            Due[claim.Name] = DateTimeOffset.MaxValue;
        }

        return Task.FromResult(new ChoreLook(claims, intervals.Min(i => claims.Any(c => c.Name == i.Key) ? Now() + i.Value : Due[i.Key])));
    }

    public Task<IReadOnlySet<string>> RenewAsync(IReadOnlyList<ChoreClaim> claims, TimeSpan leaseDuration, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlySet<string>>(claims.Select(static c => c.Name).Where(n => !Lost.Contains(n)).ToHashSet(StringComparer.Ordinal));

    public Task CompleteAsync(ChoreClaim claim, DateTimeOffset nextRunAt, string? problem, CancellationToken cancellationToken = default)
    {
        Due[claim.Name] = nextRunAt;
        Ended.Add((claim.Name, nextRunAt, problem));
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(ChoreClaim claim, CancellationToken cancellationToken = default)
    {
        Released.Add(claim.Name);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ChoreStatus>> ListAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<ChoreStatus>>([]);
}
