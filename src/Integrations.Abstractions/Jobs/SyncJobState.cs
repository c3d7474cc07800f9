namespace Integrations.Abstractions;

/// <summary>The four states of a job step, as the status columns of the job tables write them (PENDING, IN_PROGRESS, COMPLETED, ERROR).</summary>
public enum SyncJobState
{
    /// <summary>Waits for its time, its dependencies or a worker.</summary>
    Pending,

    /// <summary>A worker holds its lease.</summary>
    InProgress,

    /// <summary>Finished, with numbers.</summary>
    Completed,

    /// <summary>Given up after its attempts, or refused for good.</summary>
    Error,
}
