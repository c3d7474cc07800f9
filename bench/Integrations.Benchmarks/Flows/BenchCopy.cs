using System.Diagnostics;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>One database with a host's services on it.</summary>
internal sealed class BenchCopy : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ThrowawayDatabase? _owned;

    /// <param name="connectionString">The database.</param>
    /// <param name="services">A host's services on it.</param>
    /// <param name="owned">Dropped at the end, with the services. Null when both belong to the caller.</param>
    public BenchCopy(string connectionString, ServiceProvider services, ThrowawayDatabase? owned)
    {
        _services = services;
        _owned = owned;
        Data = NpgsqlDataSource.Create(connectionString);
    }

    public NpgsqlDataSource Data { get; }

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Connects an account and puts the onboarding of everything aside: the measured runs ask for their stream alone.</summary>
    public async Task<AccountInfo> ConnectAsync(string vendor, string key, CancellationToken cancellationToken)
    {
        AccountInfo account = await Service<IAccountConnector>().ConnectAsync(vendor, new VendorCredential { ApiKey = key }, cancellationToken: cancellationToken);
        await ExecuteAsync("update integrations.sync_job_steps set status = 'COMPLETED', outcome = 'COMPLETE', last_started_at = now(), last_finished_at = now()", cancellationToken);
        await ExecuteAsync($"update integrations.{vendor}_onboarding_jobs set status = 'COMPLETED', started = now(), ended = now()", cancellationToken);
        return account;
    }

    /// <summary>Rows of some tables that were ever written, by PostgreSQL's own statistics. A backend hands its counts over at its end at the latest, so the pool is emptied first.</summary>
    public async Task<long> WritesAsync(string[] tables, CancellationToken cancellationToken)
    {
        Service<PostgresDatabase>().DataSource.Clear();
        string names = string.Join(", ", tables.Select(static t => $"'{t}'"));
        string sql = $"select (sum(n_tup_ins + n_tup_upd + n_tup_del))::bigint from pg_stat_user_tables where schemaname = 'integrations' and relname in ({names})";
        long writes = -1;
        for (int i = 0; i < 20; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            long now = await ScalarAsync<long>(sql, cancellationToken);
            if (now == writes)
            {
                break;
            }

            writes = now;
        }

        return writes;
    }

    /// <summary>Asks for one stream and runs it on the calling path, from claim to settled step.</summary>
    /// <returns>Time of the run itself: claim and request are not in it.</returns>
    public async Task<TimeSpan> RunAsync(AccountInfo account, string entity, CancellationToken cancellationToken)
    {
        await _services.GetRequiredService<ISyncJobs>().RequestAsync(account.Ref, SyncJobType.All, [entity], cancellationToken);
        IReadOnlyList<SyncClaim> claims = await _services.GetRequiredService<ISyncStateStore>().ClaimAsync(new ClaimRequest("bench", 1, TimeSpan.FromMinutes(10), 1), cancellationToken);
        if (claims is not [{ } claim] || claim.Lease.Stream.Entity != entity)
        {
            throw new InvalidOperationException($"Nothing of {entity} could be claimed.");
        }

        SyncRunner runner = _services.GetRequiredService<SyncRunner>();
        long started = Stopwatch.GetTimestamp();
        await runner.RunAsync(claim, CancellationToken.None, cancellationToken);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        string state = await ScalarAsync<string>(
            "select status || coalesce(': ' || error_message, '') from integrations.sync_job_steps where id = " + claim.Lease.Step!.Id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
        return state == "COMPLETED" ? elapsed : throw new InvalidOperationException($"The run of {entity} ended as {state}");
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = Command(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Data.DisposeAsync();
        if (_owned is not null)
        {
            await _services.DisposeAsync();
            await _owned.DisposeAsync();
        }
    }

    private NpgsqlCommand Command(string sql)
    {
#pragma warning disable CA2100 // Constants of this project.
        return Data.CreateCommand(sql);
#pragma warning restore CA2100
    }
}
