using System.Diagnostics;
using Integrations.Abstractions;

namespace SyncHost;

/// <summary>Waits for jobs.</summary>
internal static class JobWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until all jobs are settled; shows each state on the way.</summary>
    public static async Task<IReadOnlyList<SyncJobStatus>> ForAsync(ISyncJobs jobs, IReadOnlyList<SyncJobId> ids, Action<SyncJobStatus> show, CancellationToken cancellationToken)
    {
        Dictionary<SyncJobId, SyncJobStatus> settled = [];
        while (true)
        {
            long asked = Stopwatch.GetTimestamp();
            foreach (SyncJobId id in ids.Where(id => !settled.ContainsKey(id)))
            {
                SyncJobStatus status = await jobs.FindAsync(id, cancellationToken)
                    ?? throw new IntegrationConfigurationException($"Job {id} has disappeared.");
                show(status);
                if (status.IsSettled)
                {
                    settled[id] = status;
                }
            }

            if (settled.Count == ids.Count)
            {
                return [.. ids.Select(id => settled[id])];
            }

            // However many jobs there are, asking takes a small part of the time.
            TimeSpan rest = Stopwatch.GetElapsedTime(asked) * 9;
            await Task.Delay(rest > Pause ? rest : Pause, TimeProvider.System, cancellationToken);
        }
    }
}
