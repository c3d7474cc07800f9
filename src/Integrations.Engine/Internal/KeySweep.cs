using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>
/// Compares a stream by its keys and repairs exactly what differs: keys go into the database page by page and are compared there, so that memory holds one commit of them; what is missing
/// or changed is read by id. What is extra is settled as after a full read (invariant I7).
/// </summary>
internal sealed class KeySweep(IReconciliationStore findings, RunReader reader, IOptions<EngineOptions> options)
{
    private readonly EngineOptions _options = options.Value;

    /// <summary>Reads the keys, compares and repairs. A sweep that was cut off goes on where it was.</summary>
    public async Task RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        RunPhase phase = run.Plan.Phase;
        if (phase == RunPhase.Read)
        {
            await ReadAsync(run, cancellationToken).ConfigureAwait(false);
            phase = RunPhase.Compare;
        }

        if (phase == RunPhase.Compare)
        {
            await findings.CompareAsync(run.Lease, cancellationToken).ConfigureAwait(false);
        }

        await SettleAsync(run, isReleased: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Settles the extra rows that an operator has released: each goes only when the vendor, asked for it by id, does not report it.</summary>
    public Task SettleReleasedAsync(RunContext run, CancellationToken cancellationToken) => SettleAsync(run, isReleased: true, cancellationToken);

    private async Task ReadAsync(RunContext run, CancellationToken cancellationToken)
    {
        List<SourceKey> keys = [];
        SyncCursor? begin = run.Plan.IsContinued ? run.Claim.State.KeyCursor : null;
        int pages = 0;
        bool isComplete = false;
        await foreach (KeyPage page in run.Source.ReadKeys(run.Claim.Account, begin, run.Tally, cancellationToken).ConfigureAwait(false))
        {
            keys.AddRange(page.Keys);
            isComplete = page.IsLast;
            pages++;
            if (keys.Count >= _options.MaxRowsPerCommit || page.IsLast)
            {
                RequestCounts cost = run.Uncharged with { Pages = pages };
                await findings.AddKeysAsync(run.Lease, new KeyBatch { Keys = keys, Cursor = page.Next, IsLast = page.IsLast, Requests = cost }, cancellationToken).ConfigureAwait(false);
                run.Add(RecordCounts.Zero, cost);
                keys.Clear();
                pages = 0;
            }
        }

        if (!isComplete)
        {
            throw new IntegrationProtocolException(
                $"The source of {run.Stream} ended its keys for account {run.Claim.Account.Ref} without a last page. What was read is stored; the run will continue from its cursor.",
                new ErrorContext { Vendor = run.Stream.Vendor, Account = run.Claim.Account.Ref, Stream = run.Stream, Operation = "read keys" });
        }
    }

    private async Task SettleAsync(RunContext run, bool isReleased, CancellationToken cancellationToken)
    {
        RowId? after = null;
        while (true)
        {
            IReadOnlyList<Finding> open = await findings.ReadOpenAsync(run.Lease, isReleased, after, run.Source.IdsPerRead, cancellationToken).ConfigureAwait(false);
            if (open.Count == 0)
            {
                return;
            }

            after = open[^1].Id;
            await SettleAsync(run, open, isReleased, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(RunContext run, IReadOnlyList<Finding> open, bool isReleased, CancellationToken cancellationToken)
    {
        MappedRecord[] mapped = await reader.ReadAsync(run, [.. open.Select(static f => f.ExternalId)], cancellationToken).ConfigureAwait(false);
        VendorId[] changed = [.. open.Where(static f => f.Kind == FindingKind.Changed).Select(static f => f.ExternalId)];
        if (changed.Length > 0)
        {
            await findings.DoubtAsync(run.Lease, changed, cancellationToken).ConfigureAwait(false);
        }

        await reader.WriteAsync(run, mapped, isReleased ? "released" : "404", cancellationToken).ConfigureAwait(false);

        Dictionary<VendorId, MappedRecord> byId = [];
        foreach (MappedRecord record in mapped)
        {
            if (record.Id is { } id)
            {
                byId[id] = record;
            }
        }

        // What came back neither as a record nor as gone stays open for the next comparison.
        Dictionary<RowId, FindingResolution> resolved = [];
        foreach (Finding finding in open)
        {
            if (byId.TryGetValue(finding.ExternalId, out MappedRecord? record))
            {
                resolved.Add(finding.Id, Resolution(finding.Kind, record));
            }
        }

        await findings.ResolveAsync(run.Lease, resolved, cancellationToken).ConfigureAwait(false);
    }

    private static FindingResolution Resolution(FindingKind kind, MappedRecord record) => record switch
    {
        { Problem: not null } => FindingResolution.Rejected,
        { Operation: SyncOperation.Delete } => kind == FindingKind.Missing ? FindingResolution.Absent : FindingResolution.Deleted,
        _ => kind == FindingKind.Extra ? FindingResolution.Returned : FindingResolution.Stored,
    };
}
