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

    /// <summary>A job with its steps. Null when there is none.</summary>
    Task<SyncJobStatus?> FindAsync(SyncJobId job, CancellationToken cancellationToken = default);

    /// <summary>Jobs of an account, newest first.</summary>
    Task<IReadOnlyList<SyncJobStatus>> ListAsync(AccountRef account, int limit = 20, CancellationToken cancellationToken = default);
}
