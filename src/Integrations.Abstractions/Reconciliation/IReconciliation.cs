namespace Integrations.Abstractions;

/// <summary>Compares the mirror with the vendor, names what differs, repairs exactly that, and lets an operator decide about deletions that are held. For the host application.</summary>
public interface IReconciliation
{
    /// <summary>
    /// Asks for a comparison, as the schedule does by itself. A stream whose keys are cheap is swept by key, and what differs is read by id; of another one the counts are compared, and a
    /// difference asks for a full read. To have contents compared as well, ask for a <see cref="SyncJobType.Reconcile"/>.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="entities">Entity words of the streams. Null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job of type <see cref="SyncJobType.Check"/>; follow it with <see cref="ISyncJobs.FindAsync"/>.</returns>
    /// <exception cref="IntegrationConfigurationException">The account or an entity does not exist.</exception>
    Task<SyncJobId> RequestAsync(AccountRef account, IReadOnlyList<string>? entities = null, CancellationToken cancellationToken = default);

    /// <summary>What was found, in the order of <see cref="Finding.Id"/>.</summary>
    Task<IReadOnlyList<Finding>> ReadReportAsync(FindingQuery query, CancellationToken cancellationToken = default);

    /// <summary>The streams of an account whose deletions are held.</summary>
    Task<IReadOnlyList<HeldSweep>> ReadHeldAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Releases the held deletions of a stream: a job asks the vendor for each of the rows by id, marks as deleted what it does not report, and keeps what it does. Thresholds and counts do
    /// not hold these rows any more; rows that are found extra later are held anew. Look at them first: <see cref="ReadReportAsync"/>.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="releasedBy">Who decided. Stored with the rows.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job. Null when nothing is held.</returns>
    /// <exception cref="IntegrationConfigurationException">The account or the stream does not exist.</exception>
    Task<SyncJobId?> ReleaseHeldAsync(AccountRef account, StreamName stream, string releasedBy, CancellationToken cancellationToken = default);
}
