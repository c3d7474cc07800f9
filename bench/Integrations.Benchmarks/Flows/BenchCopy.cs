using System.Diagnostics;
using Integrations.Abstractions;
using Integrations.Engine;
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
            "select status || coalesce(': ' || error_message, '') from integrations.sync_job_steps where id = " + claim.Lease.StepId.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
        return state == "COMPLETED" ? elapsed : throw new InvalidOperationException($"The run of {entity} ended as {state}");
    }

    /// <summary>Puts everything dirty on disk, so that no run pays for the one before it.</summary>
    public Task CheckpointAsync(CancellationToken cancellationToken) => ExecuteAsync("checkpoint", cancellationToken);

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
