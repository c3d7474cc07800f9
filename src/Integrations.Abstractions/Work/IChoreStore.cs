namespace Integrations.Abstractions;

/// <summary>Keeps the schedule of periodic chores. Every change is one statement.</summary>
public interface IChoreStore
{
    /// <summary>Claims the chores whose time has come and which nobody does: lease, fencing number and start time in one statement (invariant I8). A chore that is not known yet is due at once.</summary>
    /// <param name="intervals">The chores that this process can do, by name, with their intervals.</param>
    /// <param name="owner">Name of the worker.</param>
    /// <param name="leaseDuration">How long the leases last without a heartbeat.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<ChoreLook> ClaimAsync(IReadOnlyDictionary<string, TimeSpan> intervals, string owner, TimeSpan leaseDuration, CancellationToken cancellationToken = default);

    /// <summary>Extends leases. Returns the names that are still held; one that is missing has been taken by another process.</summary>
    Task<IReadOnlySet<string>> RenewAsync(IReadOnlyList<ChoreClaim> claims, TimeSpan leaseDuration, CancellationToken cancellationToken = default);

    /// <summary>Settles a run and frees its lease. Does nothing when another process has taken the chore.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="nextRunAt">Time of the next run.</param>
    /// <param name="problem">Why the run failed. Null when it ended well.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task CompleteAsync(ChoreClaim claim, DateTimeOffset nextRunAt, string? problem, CancellationToken cancellationToken = default);

    /// <summary>Gives a chore back that was not done to its end, as a stopping host does; it is due at once.</summary>
    Task ReleaseAsync(ChoreClaim claim, CancellationToken cancellationToken = default);

    /// <summary>All chores that have ever run, by name.</summary>
    Task<IReadOnlyList<ChoreStatus>> ListAsync(CancellationToken cancellationToken = default);
}
