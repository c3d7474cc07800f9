namespace Integrations.Abstractions;

/// <summary>Plans, leases and settles the work of all accounts. Every change is one statement or one transaction.</summary>
public interface ISyncStateStore
{
    /// <summary>Makes Sync jobs for the streams that are due and have no open step. Returns the number of steps made.</summary>
    Task<int> PlanDueAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Claims steps whose time has come, whose dependencies are done and whose stream nobody holds: lease, fencing number, start time and status in one statement (invariant I8).
    /// Deltas come before onboardings, and accounts take turns (invariant I13).
    /// </summary>
    Task<IReadOnlyList<SyncClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>Extends leases. Returns the run ids that are still held; a run that is missing has lost its lease.</summary>
    Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<SyncLease> leases, TimeSpan leaseDuration, CancellationToken cancellationToken = default);

    /// <summary>Settles a step that ended well, its job, the stream's state and its history row, and frees the lease.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task CompleteAsync(SyncLease lease, RunResult result, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores a failure with its next attempt, and frees the lease. A failure that is about the account's credential changes the state of the account in the same transaction (invariant I15);
    /// when that credential has been replaced since, the account stays as it is and the step is tried again at once.
    /// </summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task FailAsync(SyncLease lease, RunFailure failure, CancellationToken cancellationToken = default);

    /// <summary>State of every stream of an account.</summary>
    Task<IReadOnlyList<SyncState>> ListAsync(AccountRef account, CancellationToken cancellationToken = default);
}
