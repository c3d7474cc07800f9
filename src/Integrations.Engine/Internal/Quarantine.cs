using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Brings stored payloads through the mapper again. Writes under a live lease, so that neither a run nor a webhook waits; the read order keeps older content from newer rows.</summary>
internal sealed class Quarantine(
    IQuarantineStore store, IReconciliationStore findings, IRecordStore records, IAccountStore accounts, SourceRegistry sources, LiveRunner live, IWorkQueue queue, EngineMetrics metrics)
    : IQuarantine
{
    private const int PerChunk = 200;
    private const string Replayed = "replay";
    private const string Superseded = "superseded";

    public Task<IReadOnlyList<RejectedRecord>> ListAsync(RejectQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return store.ListAsync(query, cancellationToken);
    }

    public Task<IReadOnlyList<RejectSummary>> SummarizeAsync(AccountRef? account = null, CancellationToken cancellationToken = default) => store.SummarizeAsync(account, cancellationToken);

    public Task<long> DismissAsync(RejectQuery query, string dismissedBy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentException.ThrowIfNullOrWhiteSpace(dismissedBy);
        return store.DismissAsync(query, dismissedBy, cancellationToken);
    }

    public async Task<IReadOnlyList<ReplayPreview>> PreviewAsync(RejectQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        AccountInfo account = await FindAsync(query.Account, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<RejectedRecord> rejects = await OpenAsync(query, query.Limit, cancellationToken).ConfigureAwait(false);
        List<ReplayPreview> previews = new(rejects.Count);
        foreach (IGrouping<StreamName, RejectedRecord> stream in rejects.GroupBy(static r => r.Stream))
        {
            previews.AddRange((await CompareAsync(account, stream.Key, [.. stream], cancellationToken).ConfigureAwait(false)).Select(static r => r.Preview));
        }

        return [.. previews.OrderBy(static p => p.Id.Value)];
    }

    public async Task<ReplayResult> ReplayAsync(RejectQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        Dictionary<ReplayOutcome, long> outcomes = [];
        RowId? last = query.After;
        for (int left = query.Limit; left > 0;)
        {
            int limit = Math.Min(PerChunk, left);
            IReadOnlyList<RejectedRecord> rejects = await OpenAsync(query with { After = last }, limit, cancellationToken).ConfigureAwait(false);
            foreach (IGrouping<StreamName, RejectedRecord> stream in rejects.GroupBy(static r => r.Stream))
            {
                RejectedRecord[] chunk = [.. stream];
                await live.RequireAsync(
                    new AccountStream(query.Account, stream.Key), Replayed, (claim, drift, token) => ReplayAsync(claim, chunk, outcomes, drift, token), cancellationToken).ConfigureAwait(false);
            }

            left -= rejects.Count;
            last = rejects.Count > 0 ? rejects[^1].Id : last;
            if (rejects.Count < limit)
            {
                return new ReplayResult { Outcomes = outcomes, Last = last, IsDone = true };
            }
        }

        return new ReplayResult { Outcomes = outcomes, Last = last, IsDone = (await OpenAsync(query with { After = last }, 1, cancellationToken).ConfigureAwait(false)).Count == 0 };
    }

    public Task<RowId> EnqueueReplayAsync(RejectQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return queue.EnqueueAsync(WorkRequest.Create(query.Account, ReplayHandler.WorkKind, ReplayOrder.Of(query), ReplayJson.Default.ReplayOrder), cancellationToken);
    }

    public async Task<RemapResult> RemapAsync(AccountRef account, StreamName stream, RowId? after = null, int limit = 10_000, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        AccountInfo info = await FindAsync(account, cancellationToken).ConfigureAwait(false);
        ISyncSource source = sources.Find(stream);
        (long read, long updated, long refused, RowId? last) = (0, 0, 0, after);
        while (read < limit)
        {
            int size = (int)Math.Min(PerChunk, limit - read);
            IReadOnlyList<StoredRecord> rows = await store.ReadMirrorAsync(account, stream, last, size, cancellationToken).ConfigureAwait(false);
            List<MappedRecord> mapped = [.. rows.Select(r => Map(source, info, r.Id, r.Payload, r.AskedAt)).OfType<MappedRecord>().Where(static r => r.Row is not null)];
            IReadOnlyList<RowComparison> compared = await store.CompareAsync(account, stream, mapped, byColumns: true, cancellationToken).ConfigureAwait(false);
            MappedRecord[] differing = [.. mapped.Where((_, i) => compared[i].Outcome == ReplayOutcome.Updated)];
            if (differing.Length > 0)
            {
                updated += (await live.RequireAsync(new AccountStream(account, stream), "remap", (claim, drift, token) => RewriteAsync(claim, differing, drift, token), cancellationToken).ConfigureAwait(false)).Updated;
            }

            read += rows.Count;
            refused += rows.Count - mapped.Count;
            last = rows.Count > 0 ? rows[^1].Row : last;
            if (rows.Count < size)
            {
                return new RemapResult(read, updated, refused, last, IsDone: true);
            }
        }

        return new RemapResult(read, updated, refused, last, (await store.ReadMirrorAsync(account, stream, last, 1, cancellationToken).ConfigureAwait(false)).Count == 0);
    }

    private static MappedRecord? Map(ISyncSource source, AccountInfo account, VendorId? id, ReadOnlyMemory<byte> payload, DateTimeOffset askedAt)
    {
        try
        {
            return source.ReadStored(id, payload) is { } record ? RecordMapping.Map(source, [record], account, askedAt)[0] : null;
        }
        catch (IntegrationProtocolException)
        {
            return new MappedRecord { Id = id, Raw = payload, Problem = new RecordProblem("unreadable", "The stored payload is not one record.", "$") };
        }
    }

    private Task<IReadOnlyList<RejectedRecord>> OpenAsync(RejectQuery query, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(query with { IsOpen = true, WithPayload = true, Limit = limit }, cancellationToken);

    private async Task<AccountInfo> FindAsync(AccountRef account, CancellationToken cancellationToken) => await accounts.FindAsync(account, cancellationToken).ConfigureAwait(false)
        ?? throw new IntegrationConfigurationException($"{account}: there is no such account.", new ErrorContext { Vendor = account.Vendor, Account = account });

    /// <summary>What would become of rejects of one stream, each with its mapped record where one is to be written.</summary>
    private async Task<List<(ReplayPreview Preview, MappedRecord? Record)>> CompareAsync(AccountInfo account, StreamName stream, IReadOnlyList<RejectedRecord> rejects, CancellationToken cancellationToken)
    {
        ISyncSource source = sources.Find(stream);
        List<(ReplayPreview Preview, MappedRecord? Record)> results = [];
        Dictionary<VendorId, (RejectedRecord Reject, MappedRecord Record)> newest = [];
        foreach (RejectedRecord reject in rejects.OrderByDescending(static r => r.LastSeenAt))
        {
            VendorId? id = reject.ExternalId is { Length: > 0 } known && !known.StartsWith("sha256:", StringComparison.Ordinal) ? new VendorId(known) : null;
            MappedRecord? record = reject is { Payload: { } payload, Stage: "map" or "stage" or "promote" } ? Map(source, account, id, payload, reject.LastSeenAt) : null;
            if (record is null)
            {
                Add(reject, ReplayOutcome.NeedsVendor);
            }
            else if (record.Problem is { } problem)
            {
                Add(reject, ReplayOutcome.StillRejected, problem);
            }
            else if (!newest.TryAdd(record.Id!.Value, (reject, record)))
            {
                // The same record was kept aside twice; the later payload is the newer one.
                Add(reject, ReplayOutcome.Superseded);
            }
        }

        (RejectedRecord Reject, MappedRecord Record)[] mapped = [.. newest.Values];
        IReadOnlyList<RowComparison> compared = await store.CompareAsync(account.Ref, stream, [.. mapped.Select(static m => m.Record)], byColumns: false, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < mapped.Length; i++)
        {
            (RejectedRecord reject, MappedRecord record) = mapped[i];
            results.Add((new ReplayPreview(reject.Id, stream, reject.ExternalId, compared[i].Outcome, compared[i].ChangedColumns, Problem: null), record));
        }

        return results;

        void Add(RejectedRecord reject, ReplayOutcome outcome, RecordProblem? problem = null) =>
            results.Add((new ReplayPreview(reject.Id, stream, reject.ExternalId, outcome, [], problem), null));
    }

    private async Task<RecordCounts> ReplayAsync(
        LiveClaim claim, IReadOnlyList<RejectedRecord> rejects, Dictionary<ReplayOutcome, long> outcomes, DriftTally drift, CancellationToken cancellationToken)
    {
        List<(ReplayPreview Preview, MappedRecord? Record)> compared = await CompareAsync(claim.Account, claim.Lease.Stream, rejects, cancellationToken).ConfigureAwait(false);
        MappedRecord[] written = [.. compared.Where(static c => c.Preview.Outcome is ReplayOutcome.Inserted or ReplayOutcome.Updated).Select(static c => c.Record!)];
        RecordCounts counts = RecordCounts.Zero;
        if (written.Length > 0)
        {
            counts = await WriteAsync(claim, written, drift, cancellationToken).ConfigureAwait(false);
        }

        Dictionary<RowId, string> settled = compared
            .Where(static c => c.Preview.Outcome is not (ReplayOutcome.StillRejected or ReplayOutcome.NeedsVendor))
            .ToDictionary(static c => c.Preview.Id, static c => c.Preview.Outcome == ReplayOutcome.Superseded ? Superseded : Replayed);
        IReadOnlySet<RowId> resolved = settled.Count > 0
            ? await store.ResolveAsync(claim.Lease, settled, cancellationToken).ConfigureAwait(false)
            : new HashSet<RowId>();
        foreach ((ReplayPreview preview, _) in compared)
        {
            ReplayOutcome outcome = settled.ContainsKey(preview.Id) && !resolved.Contains(preview.Id) ? ReplayOutcome.StillRejected : preview.Outcome;
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        return counts;
    }

    private async Task<RecordCounts> RewriteAsync(LiveClaim claim, MappedRecord[] differing, DriftTally drift, CancellationToken cancellationToken)
    {
        await findings.DoubtAsync(claim.Lease, [.. differing.Select(static r => r.Id!.Value)], cancellationToken).ConfigureAwait(false);
        return await WriteAsync(claim, differing, drift, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RecordCounts> WriteAsync(LiveClaim claim, MappedRecord[] written, DriftTally drift, CancellationToken cancellationToken)
    {
        RecordCounts counts = await records.WriteAsync(claim.Lease, new RecordBatch { Records = written, Mode = SyncMode.ById }, cancellationToken).ConfigureAwait(false);
        metrics.Stored(claim.Lease.Stream, counts, pages: 0);
        metrics.Observe(claim.Lease.Stream, written, drift);
        return counts;
    }
}
