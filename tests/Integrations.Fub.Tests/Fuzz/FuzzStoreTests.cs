using System.Text;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Integrations.Fub.Tests;

/// <summary>A sample of the bad records goes on into PostgreSQL, where what the mapper let through must be stored or become a reject (invariant I6).</summary>
public sealed class FuzzStoreTests : IAsyncLifetime
{
    private const int Batches = 3;
    private const int RecordsPerBatch = 100;
    private const long FirstSoundId = 5_000_001;

    private static readonly int s_seed = (int)(FuzzTests.Setting("INTEGRATIONS_SEED") ?? Random.Shared.Next());

    private ThrowawayDatabase _database = null!;
    private NpgsqlDataSource _data = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await SharedPostgres.CreateDatabaseAsync("fuzz");
        _data = NpgsqlDataSource.Create(_database.ConnectionString);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));
        services.AddSingleton(FubIntegrationDescriptor.Vendor);
        new Builder(services).UsePostgres(_data);
        _services = services.BuildServiceProvider();
        await new PostgresMigrator(_data, [FubIntegrationDescriptor.Vendor], Options.Create(new PostgresOptions()), NullLogger<PostgresMigrator>.Instance).MigrateAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _data.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task I6_every_bad_record_is_stored_or_becomes_a_reject_and_its_neighbours_are_stored()
    {
        AccountRef account = await ConnectAsync();
        foreach (FuzzStream stream in FubFuzzStream.All)
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

                records.AddRange(stream.Read(stream.Page(Encoding.UTF8.GetBytes(stream.Record(FirstSoundId + batch).ToJsonString()))));
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
            await using NpgsqlCommand sound = _data.CreateCommand($"select count(*) from integrations.{stream.Descriptor.Table.Name} where raw->>'id' = any($1)");
            sound.Parameters.Add(new NpgsqlParameter { Value = Enumerable.Range(0, Batches).Select(static b => $"{FirstSoundId + b}").ToArray() });
            Assert.Equal((long)Batches, await sound.ExecuteScalarAsync(Token));
        }
    }

    private Task<RecordCounts> StoreAsync(SyncLease lease, FuzzStream stream, List<MappedRecord> records)
    {
        var batch = new RecordBatch { Records = records, Mode = SyncMode.Full };
        return stream.Descriptor.StagingTable is null
            ? _services.GetRequiredService<IRecordStore>().WriteAsync(lease, batch, Token)
            : _services.GetRequiredService<IStagingStore>().StageAsync(lease, batch, Token);
    }

    private async Task<AccountRef> ConnectAsync()
    {
        AccountRef account = (await _services.GetRequiredService<IAccountStore>().ConnectAsync(
            new AccountRegistration
            {
                Vendor = "fub",
                Credential = new VendorCredential { ApiKey = "fka_Synthetic" },
                Identity = new VendorIdentity { AccountId = "1700000001", UserId = "fau_Synthetic" },
            },
            Token)).Ref;
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

    private sealed class Builder(IServiceCollection services) : IIntegrationsBuilder
    {
        public IServiceCollection Services { get; } = services;
    }
}
