namespace Integrations.Abstractions;

/// <summary>Asks for work and shows what became of it. For the host application.</summary>
public interface ISyncJobs
{
    /// <summary>
    /// Stores a job with one pending step per stream. Streams that already have an open step of the same type keep it. An account has at most one open onboarding: asking again
    /// returns the open one.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="type">What to do.</param>
    /// <param name="entities">Entity words of the streams. Null for all that the type covers.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationConfigurationException">The account or an entity does not exist.</exception>
    Task<SyncJobId> RequestAsync(AccountRef account, SyncJobType type, IReadOnlyList<string>? entities = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a job back: its open steps end with the outcome <see cref="SyncOutcome.Cancelled"/>. A run under way may write nothing from then on and ends with its next write or
    /// heartbeat. What was stored stays, nothing is deleted, and each stream returns to its schedule: its next delta goes on from where the last one stood. A stream that was never
    /// read to the end keeps the progress of its first read, which the next run continues.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Number of steps taken back; zero when all had ended.</returns>
    /// <exception cref="IntegrationConfigurationException">There is no such job.</exception>
    Task<int> CancelAsync(SyncJobId job, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tries the steps of a job that were given up again, in the same job, with a new series of attempts. A step whose stream has an open step of the same type meanwhile stays as it
    /// is: that one does its work.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Number of steps that are open again.</returns>
    /// <exception cref="IntegrationConfigurationException">There is no such job.</exception>
    Task<int> RetryAsync(SyncJobId job, CancellationToken cancellationToken = default);

    /// <summary>A job with its steps. Null when there is none.</summary>
    Task<SyncJobStatus?> FindAsync(SyncJobId job, CancellationToken cancellationToken = default);

    /// <summary>Jobs of an account, newest first.</summary>
    Task<IReadOnlyList<SyncJobStatus>> ListAsync(AccountRef account, int limit = 20, CancellationToken cancellationToken = default);
}
