using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.CrashWorker;

/// <summary>Faults that a worker is given on purpose: a series that does not find them would find nothing.</summary>
public static class Flaws
{
    /// <summary>The cursor is stored before the rows that it covers, in a transaction of its own (against I1).</summary>
    public const string EarlyCursor = "early cursor";

    /// <summary>A worker whose lease was taken by another one writes on, under the other's lease (against I8).</summary>
    public const string NoFence = "no fence";

    internal static void Apply(IServiceCollection services, string flaw)
    {
        Func<NpgsqlDataSource, SyncLease, RecordBatch, CancellationToken, Task<SyncLease>>? before = flaw switch
        {
            EarlyCursor => StoreCursorAsync,
            NoFence => FindLeaseAsync,
            _ => null,
        };
        if (before is not null)
        {
            ServiceDescriptor honest = services.Last(static d => d.ServiceType == typeof(IRecordStore));
            services.AddSingleton<IRecordStore>(s => new FlawedStore(
                (IRecordStore)(honest.ImplementationInstance ?? honest.ImplementationFactory?.Invoke(s) ?? ActivatorUtilities.CreateInstance(s, honest.ImplementationType!)),
                NpgsqlDataSource.Create(WorkerSettings.FromEnvironment().ConnectionString),
                before));
        }
    }

    private static async Task<SyncLease> StoreCursorAsync(NpgsqlDataSource data, SyncLease lease, RecordBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Cursor is { } cursor)
        {
            await using NpgsqlCommand command = data.CreateCommand("update integrations.sync_state set cursor = $2 where id = $1");
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = lease.StateId.Value });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = cursor.Text });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return lease;
    }

    private static async Task<SyncLease> FindLeaseAsync(NpgsqlDataSource data, SyncLease lease, RecordBatch batch, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = data.CreateCommand("select fence, lease_owner from integrations.sync_state where id = $1 and lease_owner is not null");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = lease.StateId.Value });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? lease with { Fence = reader.GetInt64(0), Owner = reader.GetString(1) } : lease;
    }

    private sealed class FlawedStore(IRecordStore inner, NpgsqlDataSource data, Func<NpgsqlDataSource, SyncLease, RecordBatch, CancellationToken, Task<SyncLease>> before) : IRecordStore
    {
        public Task BeginAsync(SyncLease lease, SyncMode mode, CancellationToken cancellationToken = default) => inner.BeginAsync(lease, mode, cancellationToken);

        public async Task<RecordCounts> WriteAsync(SyncLease lease, RecordBatch batch, CancellationToken cancellationToken = default) =>
            await inner.WriteAsync(await before(data, lease, batch, cancellationToken), batch, cancellationToken);

        public Task<RebuildResult> ProjectAsync(SyncLease lease, RowId? after, int limit, CancellationToken cancellationToken = default) => inner.ProjectAsync(lease, after, limit, cancellationToken);

        public Task<SweepResult> ReadSweepAsync(SyncLease lease, CancellationToken cancellationToken = default) => inner.ReadSweepAsync(lease, cancellationToken);

        public Task<IReadOnlyList<VendorId>> ReadMissingAsync(SyncLease lease, int limit, CancellationToken cancellationToken = default) => inner.ReadMissingAsync(lease, limit, cancellationToken);

        public Task<long> CountRejectedAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default) => inner.CountRejectedAsync(account, stream, cancellationToken);

        public Task<long> CountAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default) => inner.CountAsync(account, stream, cancellationToken);
    }
}
