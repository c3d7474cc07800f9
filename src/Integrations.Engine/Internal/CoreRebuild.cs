using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Projects the mirror anew under a live lease, so that neither a run nor an erasure meets it; webhooks of the stream wait meanwhile.</summary>
internal sealed class CoreRebuild(IRecordStore records, SourceRegistry sources, LiveRunner live) : ICoreRebuild
{
    private const int PerChunk = 1_000;

    public async Task<RebuildResult> RebuildAsync(AccountRef account, StreamName stream, RowId? after = null, int limit = 10_000, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        _ = sources.Find(stream);
        RebuildResult done = new(0, 0, after, IsDone: false);
        await live.RequireAsync(
            new AccountStream(account, stream),
            "rebuild",
            async (claim, _, token) =>
            {
                while (!done.IsDone && done.Read < limit)
                {
                    RebuildResult chunk = await records.ProjectAsync(claim.Lease, done.Last, (int)Math.Min(PerChunk, limit - done.Read), token).ConfigureAwait(false);
                    done = chunk with { Read = done.Read + chunk.Read, Written = done.Written + chunk.Written };
                }

                return RecordCounts.Zero with { Read = done.Read, Unchanged = done.Read };
            },
            cancellationToken).ConfigureAwait(false);
        return done;
    }
}
