using Integrations.Abstractions;

namespace SyncHost;

/// <summary>Waits for jobs.</summary>
internal static class JobWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until a job is settled; shows each state on the way.</summary>
    public static async Task<SyncJobStatus> ForAsync(ISyncJobs jobs, SyncJobId id, Action<SyncJobStatus> show, CancellationToken cancellationToken)
    {
        while (true)
        {
            SyncJobStatus status = await jobs.FindAsync(id, cancellationToken)
                ?? throw new IntegrationConfigurationException($"Job {id} has disappeared.");
            show(status);
            if (status.IsSettled)
            {
                return status;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
