using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.CrashWorker;

/// <summary>Faults that a worker is given on purpose: a series that does not find them would find nothing.</summary>
public static class Flaws
{
    /// <summary>The cursor is stored before the rows that it covers, in a transaction of its own (against I1).</summary>
    public const string EarlyCursor = "early cursor";

    internal static void Apply(IServiceCollection services, string flaw)
    {
        if (flaw == EarlyCursor)
        {
            ServiceDescriptor honest = services.Last(static d => d.ServiceType == typeof(IRecordStore));
            services.AddSingleton<IRecordStore>(s => new EarlyCursorStore(
                (IRecordStore)(honest.ImplementationInstance ?? honest.ImplementationFactory?.Invoke(s) ?? ActivatorUtilities.CreateInstance(s, honest.ImplementationType!)),
                NpgsqlDataSource.Create(WorkerSettings.FromEnvironment().ConnectionString)));
        }
    }

    private sealed class EarlyCursorStore(IRecordStore inner, NpgsqlDataSource data) : IRecordStore
    {
        public Task BeginAsync(SyncLease lease, SyncMode mode, CancellationToken cancellationToken = default) => inner.BeginAsync(lease, mode, cancellationToken);

        public async Task<RecordCounts> WriteAsync(SyncLease lease, RecordBatch batch, CancellationToken cancellationToken = default)
        {
            if (batch.Cursor is { } cursor)
            {
                await using NpgsqlCommand command = data.CreateCommand("update integrations.sync_state set cursor = $2 where id = $1");
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = lease.StateId.Value });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = cursor.Text });
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return await inner.WriteAsync(lease, batch, cancellationToken);
        }

        public Task<SweepResult> ReadSweepAsync(SyncLease lease, CancellationToken cancellationToken = default) => inner.ReadSweepAsync(lease, cancellationToken);

        public Task<IReadOnlyList<VendorId>> ReadMissingAsync(SyncLease lease, int limit, CancellationToken cancellationToken = default) => inner.ReadMissingAsync(lease, limit, cancellationToken);

        public Task<long> CountAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default) => inner.CountAsync(account, stream, cancellationToken);
    }
}
