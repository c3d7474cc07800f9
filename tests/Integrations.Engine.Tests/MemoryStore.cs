using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

/// <summary>All stores of one stream in memory, with the fence checked on every write, so that the engine is tested without SQL.</summary>
internal sealed class MemoryStore : ISyncStateStore, IRecordStore, IStagingStore, IPromoteStore, IAccountStore, ICredentialStore, ISyncJobs
{
    public Dictionary<string, string> Mirror { get; } = new(StringComparer.Ordinal);

    public List<MappedRecord> Staged { get; } = [];

    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    public List<RecordBatch> Batches { get; } = [];

    public List<RunResult> Completed { get; } = [];

    public List<RunFailure> Failed { get; } = [];

    public List<(AccountStatus Status, string? Reason)> AccountChanges { get; } = [];

    public List<(SyncJobType Type, IReadOnlyList<string>? Entities)> Requested { get; } = [];

    public List<(long Vendor, long Local)> Counts { get; } = [];

    public List<SyncMode> Begun { get; } = [];

    public Queue<SyncClaim> Ready { get; } = new();

    /// <summary>Called by each read that begins.</summary>
    public Action OnBegin { get; set; } = static () => { };

    /// <summary>Called by each look for work.</summary>
    public Action OnClaim { get; set; } = static () => { };

    public int Plans { get; private set; }

    /// <summary>Records kept aside that the mirror has not.</summary>
    public long Rejected { get; set; }

    public long Fence { get; set; } = 1;

    public SyncCursor? Cursor { get; private set; }

    public RunPhase? Phase { get; private set; }

    public IReadOnlyList<SyncState> States { get; set; } = [];

    /// <summary>Thrown by the next call of a store. Null for none.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Called inside each write, before anything is stored.</summary>
    public Func<RecordBatch, Task> OnWrite { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Run ids that the heartbeat does not find any more.</summary>
    public HashSet<Guid> Lost { get; } = [];

    public int Renewals { get; private set; }

    public Task<int> PlanDueAsync(CancellationToken cancellationToken = default)
    {
        ThrowFault();
        Plans++;
        return Task.FromResult(0);
    }

    public Task<IReadOnlyList<SyncClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        ThrowFault();
        OnClaim();
        List<SyncClaim> claims = [];
        while (claims.Count < request.Limit && Ready.TryDequeue(out SyncClaim? claim))
        {
            claims.Add(claim);
        }

        return Task.FromResult<IReadOnlyList<SyncClaim>>(claims);
    }

    public Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<SyncLease> leases, TimeSpan leaseDuration, CancellationToken cancellationToken = default)
    {
        ThrowFault();
        Renewals++;
        return Task.FromResult<IReadOnlySet<Guid>>(leases.Select(static l => l.RunId).Where(id => !Lost.Contains(id)).ToHashSet());
    }

    public Task CompleteAsync(SyncLease lease, RunResult result, CancellationToken cancellationToken = default)
    {
        Check(lease);
        Completed.Add(result);
        return Task.CompletedTask;
    }

    public Task FailAsync(SyncLease lease, RunFailure failure, CancellationToken cancellationToken = default)
    {
        Check(lease);
        Failed.Add(failure);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<SyncState>> ListAsync(AccountRef account, CancellationToken cancellationToken = default) => Task.FromResult(States);

    public Task BeginAsync(SyncLease lease, SyncMode mode, CancellationToken cancellationToken = default)
    {
        Check(lease);
        OnBegin();
        Begun.Add(mode);
        Seen.Clear();
        return Task.CompletedTask;
    }

    public async Task<RecordCounts> WriteAsync(SyncLease lease, RecordBatch batch, CancellationToken cancellationToken = default)
    {
        Check(lease);
        await OnWrite(batch);
        cancellationToken.ThrowIfCancellationRequested();
        Batches.Add(batch);
        Move(batch);
        return Apply(batch.Records, batch.Mode) with { Read = batch.Records.Count };
    }

    public async Task<RecordCounts> StageAsync(SyncLease lease, RecordBatch batch, CancellationToken cancellationToken = default)
    {
        Check(lease);
        await OnWrite(batch);
        Batches.Add(batch);
        Move(batch);
        Staged.AddRange(batch.Records.Where(static r => r.Problem is null));
        return new RecordCounts(batch.Records.Count, 0, 0, 0, 0, batch.Records.Count(static r => r.Problem is not null));
    }

    public Task<PromoteResult> PromoteAsync(SyncLease lease, int chunkSize, RunPhase? phaseWhenDone = null, CancellationToken cancellationToken = default)
    {
        Check(lease);
        List<MappedRecord> chunk = [.. Staged.Take(chunkSize)];
        Staged.RemoveRange(0, chunk.Count);
        RecordCounts counts = Apply(chunk, SyncMode.Full);
        bool done = Staged.Count == 0;
        Phase = done ? phaseWhenDone ?? Phase : Phase;
        return Task.FromResult(new PromoteResult(counts, done));
    }

    public Task<RebuildResult> ProjectAsync(SyncLease lease, RowId? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(new RebuildResult(0, 0, after, IsDone: true));

    public Task<SweepResult> ReadSweepAsync(SyncLease lease, CancellationToken cancellationToken = default) =>
        Task.FromResult(new SweepResult(Seen.Count, Mirror.Count, Mirror.Keys.Count(k => !Seen.Contains(k))));

    public Task<IReadOnlyList<VendorId>> ReadMissingAsync(SyncLease lease, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<VendorId>>([.. Mirror.Keys.Where(k => !Seen.Contains(k)).Order(StringComparer.Ordinal).Take(limit).Select(static k => new VendorId(k))]);

    public Task<long> CountRejectedAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default) => Task.FromResult(Rejected);

    public Task<long> CountAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default) => Task.FromResult((long)Mirror.Count);

    public Task<AccountInfo> ConnectAsync(AccountRegistration registration, CancellationToken cancellationToken = default) =>
        Task.FromResult(new AccountInfo { Ref = new AccountRef(registration.Vendor, new RowId(1)), UserId = registration.UserId, VendorAccountId = registration.Identity.AccountId });

    public Task<AccountInfo?> FindAsync(AccountRef account, CancellationToken cancellationToken = default) => Task.FromResult<AccountInfo?>(null);

    public Task<IReadOnlyList<AccountInfo>> ListAsync(string? vendor = null, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<AccountInfo>>([]);

    public Task SetStatusAsync(AccountRef account, AccountStatus status, string? reason, CancellationToken cancellationToken = default)
    {
        AccountChanges.Add((status, reason));
        return Task.CompletedTask;
    }

    public Task SaveCountAsync(AccountRef account, StreamName stream, VendorCount vendorCount, long localCount, CancellationToken cancellationToken = default)
    {
        Counts.Add((vendorCount.Total, localCount));
        return Task.CompletedTask;
    }

    public Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default) => Task.FromResult(new VendorCredential { ApiKey = "fka_synthetic" });

    public Task<RenewalClaim> ClaimRenewalAsync(AccountRef account, int version, TimeSpan duration, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> SaveRenewedAsync(AccountRef account, VendorCredential renewed, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task ReleaseRenewalAsync(AccountRef account, Guid lease, TimeSpan pause, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SyncJobId> RequestAsync(AccountRef account, SyncJobType type, IReadOnlyList<string>? entities = null, CancellationToken cancellationToken = default)
    {
        Requested.Add((type, entities));
        return Task.FromResult(new SyncJobId(account.Vendor, IsOnboarding: false, new RowId(Requested.Count)));
    }

    public Task<int> CancelAsync(SyncJobId job, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<int> RetryAsync(SyncJobId job, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SyncJobStatus?> FindAsync(SyncJobId job, CancellationToken cancellationToken = default) => Task.FromResult<SyncJobStatus?>(null);

    public Task<IReadOnlyList<SyncJobStatus>> ListAsync(AccountRef account, int limit = 20, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<SyncJobStatus>>([]);

    private void Move(RecordBatch batch)
    {
        Cursor = batch.Cursor ?? Cursor;
        Phase = batch.NextPhase ?? Phase;
    }

    private RecordCounts Apply(IReadOnlyList<MappedRecord> records, SyncMode mode)
    {
        RecordCounts counts = RecordCounts.Zero;
        foreach (MappedRecord record in records)
        {
            if (record.Problem is not null)
            {
                counts += new RecordCounts(0, 0, 0, 0, 0, 1);
                continue;
            }

            string id = record.Id!.Value.Value;
            if (record.Operation == SyncOperation.Delete)
            {
                counts += Mirror.Remove(id) ? new RecordCounts(0, 0, 0, 0, 1, 0) : new RecordCounts(0, 0, 0, 1, 0, 0);
                continue;
            }

            string value = ((TestRow)record.Row!).Value;
            counts += !Mirror.TryGetValue(id, out string? old)
                ? new RecordCounts(0, 1, 0, 0, 0, 0)
                : string.Equals(old, value, StringComparison.Ordinal) ? new RecordCounts(0, 0, 0, 1, 0, 0) : new RecordCounts(0, 0, 1, 0, 0, 0);
            Mirror[id] = value;
            if (mode is SyncMode.Full or SyncMode.Keys)
            {
                Seen.Add(id);
            }
        }

        return counts;
    }

    private void Check(SyncLease lease)
    {
        ThrowFault();
        if (lease.Fence != Fence)
        {
            throw new IntegrationLeaseLostException($"Fence {lease.Fence} is stale.");
        }
    }

    private void ThrowFault()
    {
        if (Fault is { } fault)
        {
            throw fault;
        }
    }
}

internal sealed record TestRow(string Id, string Value);
