using System.Diagnostics;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>A migrated database with accounts and a queue, and hosts that work on it.</summary>
internal sealed class QueueWorld : IAsyncDisposable
{
    public const string Kind = "bench.nothing";

    private readonly ThrowawayDatabase _database;
    private readonly ServiceProvider _services;

    private QueueWorld(ThrowawayDatabase database, ServiceProvider services)
    {
        _database = database;
        _services = services;
        Data = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public NpgsqlDataSource Data { get; }

    public string ConnectionString => _database.ConnectionString;

    public IServiceProvider Services => _services;

    public PostgresWorkQueue Queue => _services.GetRequiredService<PostgresWorkQueue>();

    public static async Task<QueueWorld> CreateAsync(ThrowawayPostgres server, int accounts, CancellationToken cancellationToken)
    {
        ThrowawayDatabase database = await server.CreateDatabaseAsync("queue", cancellationToken: cancellationToken);
        var world = new QueueWorld(database, BenchWorld.Services(BenchVendor.Of(FubDefaults.Vendor), database.ConnectionString, new Uri("http://127.0.0.1/")));
        await world._services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await world.ExecuteAsync($"insert into integrations.fub_accounts (tenant_id) select gen_random_uuid() from generate_series(1, {accounts})", cancellationToken);
        return world;
    }

    /// <summary>Items for all accounts in turn, as many transactions of an application would have stored them.</summary>
    public Task FillAsync(int items, CancellationToken cancellationToken) => ExecuteAsync(
        $$"""
        insert into integrations.worker_queue (vendor, account_id, endpoint_type, worker_input)
        select 'fub', 1 + n % (select count(*) from integrations.fub_accounts), '{{Kind}}', jsonb_build_object('n', n) from generate_series(1, {{items}}) n
        """,
        cancellationToken);

    /// <summary>Starts processes' worth of workers and waits until so many items are done. Returns the items per second.</summary>
    public async Task<double> DrainAsync(int items, int hosts, int parallelism, CancellationToken cancellationToken)
    {
        var done = new Countdown(items);
        var providers = new List<ServiceProvider>();
        try
        {
            for (int i = 0; i < hosts; i++)
            {
                providers.Add(Host(done, i, parallelism));
            }

            long started = Stopwatch.GetTimestamp();
            await Task.WhenAll(providers.SelectMany(static p => p.GetServices<IHostedService>()).Select(s => s.StartAsync(cancellationToken)));
            await done.Task.WaitAsync(cancellationToken);
            double perSecond = items / Stopwatch.GetElapsedTime(started).TotalSeconds;
            await Task.WhenAll(providers.SelectMany(static p => p.GetServices<IHostedService>()).Select(s => s.StopAsync(cancellationToken)));
            return perSecond;
        }
        finally
        {
            foreach (ServiceProvider provider in providers)
            {
                await provider.DisposeAsync();
            }
        }
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // Constants of the benchmarks and numbers.
        await using NpgsqlCommand command = Data.CreateCommand(sql);
#pragma warning restore CA2100
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Data.DisposeAsync();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A host that works on all there is.</summary>
    public ServiceProvider Host() => Host(new Countdown(0), number: 0, parallelism: 32);

    private ServiceProvider Host(Countdown done, int number, int parallelism)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IWorkHandler>(new Nothing(done));
        services.AddIntegrations().UsePostgres(ConnectionString).AddWorkers(o =>
        {
            o.Name = $"bench/{number}";
            o.QueueParallelism = parallelism;
            o.QueueMaxPerAccount = 256;
        });
        services.AddFubIntegration();
        return services.BuildServiceProvider();
    }

    private sealed class Countdown(int items)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = items;

        public Task Task => _done.Task;

        public void Count()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _done.SetResult();
            }
        }
    }

    private sealed class Nothing(Countdown done) : IWorkHandler
    {
        public string Kind => QueueWorld.Kind;

        public Task<SyncOutcome> HandleAsync(WorkItem item, CancellationToken cancellationToken)
        {
            done.Count();
            return Task.FromResult(SyncOutcome.Complete);
        }
    }
}
