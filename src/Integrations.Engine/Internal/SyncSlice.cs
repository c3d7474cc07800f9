using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Runs every lane until none of them finds anything.</summary>
internal sealed class SyncSlice(IEnumerable<IWorkLane> lanes, IOptions<WorkerOptions> options, TimeProvider time) : ISyncSlice
{
    private readonly IWorkLane[] _lanes = [.. lanes];

    public async Task<SliceResult> RunSliceAsync(TimeSpan limit, CancellationToken cancellationToken = default)
    {
        using var timeIsUp = new CancellationTokenSource(limit, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(timeIsUp.Token, cancellationToken);
        int claims = 0;
        while (!ends.IsCancellationRequested)
        {
            // What one lane does may give another one something to do: only a round in which nobody found anything is the last.
            int[] found = await Task.WhenAll(_lanes.Select(lane => RunAsync(lane, ends))).ConfigureAwait(false);
            claims += found.Sum();
            if (found.Sum() == 0 && !ends.IsCancellationRequested)
            {
                return new SliceResult(claims, IsDrained: true);
            }
        }

        return new SliceResult(claims, IsDrained: false);
    }

    /// <summary>A lane that cannot look for work ends the slice: the others hand back what they have.</summary>
    private async Task<int> RunAsync(IWorkLane lane, CancellationTokenSource ends)
    {
        try
        {
            return await lane.RunAsync(options.Value.OwnerName, untilIdle: true, ends.Token).ConfigureAwait(false);
        }
        catch
        {
            await ends.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
