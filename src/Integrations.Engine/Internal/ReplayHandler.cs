using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>A large replay as work of the queue: chunk by chunk, each settled for good, so that a crash repeats at most one.</summary>
internal sealed class ReplayHandler(IQuarantine quarantine) : IWorkHandler
{
    public const string WorkKind = "integrations.replay";
    private const int PerCall = 1_000;

    public string Kind => WorkKind;

    public async Task<SyncOutcome> HandleAsync(WorkItem item, CancellationToken cancellationToken)
    {
        RejectQuery query = item.Read(ReplayJson.Default.ReplayOrder).ToQuery(item.Account) with { Limit = PerCall };
        bool isPartial = false;
        bool isEmpty = true;
        while (true)
        {
            ReplayResult result = await quarantine.ReplayAsync(query, cancellationToken).ConfigureAwait(false);
            isPartial |= result.Of(ReplayOutcome.StillRejected) + result.Of(ReplayOutcome.NeedsVendor) > 0;
            isEmpty &= result.Outcomes.Count == 0;
            if (result.IsDone)
            {
                return isPartial ? SyncOutcome.Partial : isEmpty ? SyncOutcome.NoWork : SyncOutcome.Complete;
            }

            query = query with { After = result.Last };
        }
    }
}
