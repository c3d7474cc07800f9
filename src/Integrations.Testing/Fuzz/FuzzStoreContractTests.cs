// Tests are named as sentences and stay on xUnit's context.
#pragma warning disable CA1707, MA0004
using System.Text;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Integrations.Testing;

/// <summary>
/// A sample of the bad records of <see cref="FuzzContractTests"/> goes on into PostgreSQL, where what the mapper let through must be stored or become a reject (invariant I6). A vendor's test
/// project derives one class, and has <see cref="PostgresFixture"/> as a fixture of its assembly.
/// </summary>
public abstract class FuzzStoreContractTests : IAsyncLifetime
{
    private const int Batches = 3;
    private const int RecordsPerBatch = 100;
    private const long FirstSoundNumber = 5_000_001;

    private static readonly int s_seed = (int)(FuzzContractTests.Setting("INTEGRATIONS_SEED") ?? Random.Shared.Next());

    private ThrowawayDatabase _database = null!;
    private NpgsqlDataSource _data = null!;
    private IServiceProvider _services = null!;

    /// <summary>The streams.</summary>
    protected abstract IReadOnlyList<FuzzStream> Streams { get; }

    /// <summary>The account that they are read for.</summary>
    protected abstract AccountRegistration Account { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _database = await SharedPostgres.CreateDatabaseAsync("fuzz", cancellationToken: Token);
        _data = NpgsqlDataSource.Create(_database.ConnectionString);
        _services = await OpenAsync(_data, Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_services is IAsyncDisposable services)
        {
            await services.DisposeAsync();
        }

        await _data.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Whatever a record holds, it is stored or a reject, and the records of its batch are stored.</summary>
    [Fact]
    public async Task I6_every_bad_record_is_stored_or_becomes_a_reject_and_its_neighbours_are_stored()
    {
        AccountRef account = await ConnectAsync();
        foreach (FuzzStream stream in Streams)
        {
            SyncLease lease = await LeaseAsync(account, stream);
            await _services.GetRequiredService<IRecordStore>().BeginAsync(lease, SyncMode.Full, Token);
            var random = new Random(s_seed);
            RecordCounts total = default;
            for (int batch = 0; batch < Batches; batch++)
            {
                List<MappedRecord> records = [];
                for (int i = 1; i < RecordsPerBatch; i++)
                {
                    records.AddRange(stream.Read(stream.Page(BadInput.Record(stream.Record((batch * RecordsPerBatch) + i), random))));
                }

                records.AddRange(stream.Read(stream.Page(Encoding.UTF8.GetBytes(Sound(stream, batch)))));
                total += await StoreAsync(lease, stream, records);
            }

            // What is staged is counted when it is promoted.
            for (bool isDone = stream.Descriptor.StagingTable is null; !isDone;)
            {
                PromoteResult promoted = await _services.GetRequiredService<IPromoteStore>().PromoteAsync(lease, RecordsPerBatch, RunPhase.Settle, Token);
                total += promoted.Counts;
                isDone = promoted.IsDone;
            }

            Assert.True(total.Read == Batches * RecordsPerBatch && total.IsBalanced, $"{stream}, seed {s_seed}: {total}");
            await using NpgsqlCommand sound = _data.CreateCommand($"select count(*) from integrations.{stream.Descriptor.Table.Name} where raw = any($1::jsonb[])");
            sound.Parameters.Add(new NpgsqlParameter { Value = Enumerable.Range(0, Batches).Select(b => Sound(stream, b)).ToArray() });
            Assert.True(await sound.ExecuteScalarAsync(Token) is (long)Batches, $"{stream}, seed {s_seed}: a sound record was not stored.");
        }
    }

    /// <summary>Makes the services of the persistence on an empty database and migrates it.</summary>
    /// <param name="data">The database.</param>
    /// <param name="cancellationToken">Ends with the test.</param>
    protected abstract Task<IServiceProvider> OpenAsync(NpgsqlDataSource data, CancellationToken cancellationToken);

    private static string Sound(FuzzStream stream, int batch) => stream.Record(FirstSoundNumber + batch).ToJsonString();

    private Task<RecordCounts> StoreAsync(SyncLease lease, FuzzStream stream, List<MappedRecord> records)
    {
        var batch = new RecordBatch { Records = records, Mode = SyncMode.Full };
        return stream.Descriptor.StagingTable is null
            ? _services.GetRequiredService<IRecordStore>().WriteAsync(lease, batch, Token)
            : _services.GetRequiredService<IStagingStore>().StageAsync(lease, batch, Token);
    }

    private async Task<AccountRef> ConnectAsync()
    {
        AccountRef account = (await _services.GetRequiredService<IAccountStore>().ConnectAsync(Account, Token)).Ref;
        await using NpgsqlCommand onboarded = _data.CreateCommand(
            "update integrations.sync_job_steps set status = 'COMPLETED', outcome = 'COMPLETE', last_started_at = now(), last_finished_at = now()");
        await onboarded.ExecuteNonQueryAsync(Token);
        return account;
    }

    private async Task<SyncLease> LeaseAsync(AccountRef account, FuzzStream stream)
    {
        await _services.GetRequiredService<ISyncJobs>().RequestAsync(account, SyncJobType.All, [stream.Descriptor.Name.Entity], Token);
        IReadOnlyList<SyncClaim> claims = await _services.GetRequiredService<ISyncStateStore>().ClaimAsync(new ClaimRequest("fuzz", 20, TimeSpan.FromHours(1), 20), Token);
        return claims.Single(c => c.Lease.Stream == stream.Descriptor.Name).Lease;
    }
}
