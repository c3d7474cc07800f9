using System.Diagnostics;
using System.Globalization;
using System.Text;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Integrations.CrashWorker;

/// <summary>
/// The worker queue under a steady load while something breaks: nine faults of a neutral benchmark of PostgreSQL queues. Items are stored together with a row that says so, and each has one
/// effect: a row that its handler writes. Afterwards the rows are compared.
/// </summary>
public sealed class QueueFaults : IAsyncDisposable
{
    private const int Accounts = 5;

    private readonly ThrowawayPostgres _server;
    private readonly ThrowawayDatabase _template;
    private readonly int _scale;

    private QueueFaults(ThrowawayPostgres server, ThrowawayDatabase template, int scale)
    {
        _server = server;
        _template = template;
        _scale = scale;
    }

    /// <summary>Names of the scenarios.</summary>
    public static IReadOnlyList<string> Scenarios { get; } =
        ["server restart", "killed back ends", "exhausted pool", "worker crash", "repeated kills", "idle open transaction", "sustained overload", "long readers", "burst"];

    /// <summary>Starts a server of its own, which keeps what it has committed when it is killed.</summary>
    /// <param name="scale">1 for a test; a longer soak takes more.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<QueueFaults> StartAsync(int scale = 1, CancellationToken cancellationToken = default)
    {
        var options = new ThrowawayPostgresOptions();
        options.Settings["synchronous_commit"] = "on";
        options.Settings["full_page_writes"] = "on";
        ThrowawayPostgres server = await ThrowawayPostgres.StartAsync(options, cancellationToken);
        ThrowawayDatabase template = await server.CreateDatabaseAsync("faults_template", cancellationToken: cancellationToken);
        var services = new ServiceCollection();
        services.AddIntegrations().UsePostgres(template.ConnectionString + ";Pooling=false");
        services.AddFubIntegration();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(template.ConnectionString + ";Pooling=false");
        await using NpgsqlCommand tables = data.CreateCommand(
            $"create table asked (n bigint primary key); create table effects (n bigint not null); insert into integrations.fub_accounts (tenant_id) select gen_random_uuid() from generate_series(1, {Accounts})");
        await tables.ExecuteNonQueryAsync(cancellationToken);
        return new QueueFaults(server, template, scale);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _template.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>Runs one scenario on a database of its own.</summary>
    public async Task<QueueFaultResult> RunAsync(string scenario, CancellationToken cancellationToken = default)
    {
        await using ThrowawayDatabase database = await _server.CreateDatabaseAsync("faults", _template, cancellationToken);
        await using var world = new World(database.ConnectionString);
        using var load = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task producing = world.ProduceAsync(load.Token);
        int items = 60 * _scale;
        List<Process> processes = [];
        await using ServiceProvider? host = scenario is "worker crash" or "repeated kills" ? null : Host(scenario == "exhausted pool" ? database.ConnectionString + ";Maximum Pool Size=4;Timeout=1" : database.ConnectionString);
        try
        {
            foreach (IHostedService service in host?.GetServices<IHostedService>() ?? [])
            {
                await service.StartAsync(cancellationToken);
            }

            if (host is null)
            {
                processes.AddRange([QueueWorker.Start(database.ConnectionString), QueueWorker.Start(database.ConnectionString)]);
            }

            await world.UntilDoneAsync(items, cancellationToken);
            await world.CaughtUpAsync(cancellationToken);
            switch (scenario)
            {
                case "server restart":
                    await _server.KillAsync(cancellationToken);
                    await _server.RestartAsync(cancellationToken);
                    break;
                case "killed back ends":
                    for (int i = 0; i < 5 * _scale; i++)
                    {
                        await world.AskAsync("select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()) k", cancellationToken);
                        await world.MoreDoneAsync(items / 10, cancellationToken);
                    }

                    break;
                case "exhausted pool":
                    await world.ExhaustAsync(host!.GetRequiredService<QueueWorker.EffectTarget>().Data, items, cancellationToken);
                    break;
                case "worker crash":
                    processes[0].Kill();
                    break;
                case "repeated kills":
                    for (int i = 0; i < 4 * _scale; i++)
                    {
                        processes[^2].Kill();
                        processes.Add(QueueWorker.Start(database.ConnectionString));
                        await world.MoreDoneAsync(items / 2, cancellationToken);
                    }

                    break;
                case "idle open transaction":
                    await world.HoldAsync(connections: 1, items * 4, cancellationToken);
                    break;
                case "long readers":
                    await world.HoldAsync(connections: 4, items * 4, cancellationToken);
                    break;
                case "sustained overload":
                    for (int i = 0; i < 10 * _scale; i++)
                    {
                        await world.StoreAsync(100, cancellationToken);
                    }

                    break;
                case "burst":
                    await world.StoreAsync(items * 10, cancellationToken);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(scenario), scenario, "Unknown scenario.");
            }

            long ended = Stopwatch.GetTimestamp();
            await world.MoreDoneAsync(25, cancellationToken);
            await world.CaughtUpAsync(cancellationToken);
            double recovered = Stopwatch.GetElapsedTime(ended).TotalSeconds;
            await load.CancelAsync();
            await producing;
            await world.AllDoneAsync(TimeSpan.FromSeconds(30), cancellationToken);
            return await world.CompareAsync(scenario, Math.Round(recovered, 2), cancellationToken);
        }
        finally
        {
            await load.CancelAsync();
            foreach (IHostedService service in host?.GetServices<IHostedService>() ?? [])
            {
                await service.StopAsync(CancellationToken.None);
            }

            foreach (Process process in processes)
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }

                process.Dispose();
            }
        }
    }

    private static ServiceProvider Host(string connectionString)
    {
        var services = new ServiceCollection();
        QueueWorker.Register(services, connectionString, "faults");
        return services.BuildServiceProvider();
    }

    /// <summary>Who stores items, and who looks at what became of them. Its connections break like anybody's, so it asks again.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly NpgsqlDataSource _data;
        private readonly NpgsqlDataSource _eyes;
        private readonly ServiceProvider _services;
        private readonly PostgresWorkQueue _queue;
        private long _next;

        public World(string connectionString)
        {
            _data = NpgsqlDataSource.Create(connectionString + ";Application Name=producer");
            _eyes = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
            var services = new ServiceCollection();
            services.AddIntegrations().UsePostgres(connectionString);
            services.AddFubIntegration();
            _services = services.BuildServiceProvider();
            _queue = _services.GetRequiredService<PostgresWorkQueue>();
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _eyes.DisposeAsync();
            await _data.DisposeAsync();
        }

        /// <summary>About fifty items a second until it is stopped.</summary>
        public async Task ProduceAsync(CancellationToken cancellationToken)
        {
            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            try
            {
                while (await beat.WaitForNextTickAsync(cancellationToken))
                {
                    await StoreAsync(5, CancellationToken.None);
                }
            }
            catch (OperationCanceledException)
            {
                // The load ends.
            }
        }

        /// <summary>Stores items together with the note that they were asked for. A commit without an answer is asked again; the note says whether it had come through.</summary>
        public async Task StoreAsync(int count, CancellationToken cancellationToken)
        {
            long last = Interlocked.Add(ref _next, count);
            long[] numbers = [.. Enumerable.Range(1, count).Select(i => last - count + i)];
            await AgainAsync(
                async () =>
                {
                    await using NpgsqlConnection connection = await _data.OpenConnectionAsync(cancellationToken);
                    await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
                    await using var note = new NpgsqlCommand("insert into asked (n) select unnest($1::bigint[]) on conflict do nothing", connection);
                    note.Parameters.Add(new NpgsqlParameter { Value = numbers });
                    if (await note.ExecuteNonQueryAsync(cancellationToken) > 0)
                    {
                        await _queue.EnqueueInTransactionAsync(
                            transaction,
                            [
                                .. numbers.Select(static n => new WorkRequest
                                {
                                    Account = new AccountRef("fub", new RowId(1 + (n % Accounts))),
                                    Kind = QueueWorker.Kind,
                                    Payload = Encoding.UTF8.GetBytes(n.ToString(CultureInfo.InvariantCulture)),
                                    MaxAttempts = 100,
                                }),
                            ],
                            cancellationToken);
                        await transaction.CommitAsync(cancellationToken);
                    }

                    return 0;
                },
                cancellationToken);
        }

        public Task<long> AskAsync(string sql, CancellationToken cancellationToken) => AgainAsync(
            async () =>
            {
#pragma warning disable CA2100 // Constants of this class.
                await using NpgsqlCommand command = _eyes.CreateCommand(sql);
#pragma warning restore CA2100
                return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            },
            cancellationToken);

        public async Task UntilDoneAsync(long effects, CancellationToken cancellationToken)
        {
            while (await AskAsync("select count(*) from effects", cancellationToken) < effects)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
            }
        }

        public async Task MoreDoneAsync(long effects, CancellationToken cancellationToken) =>
            await UntilDoneAsync(await AskAsync("select count(*) from effects", cancellationToken) + effects, cancellationToken);

        /// <summary>Waits until less waits than arrives in half a second.</summary>
        public async Task CaughtUpAsync(CancellationToken cancellationToken)
        {
            while (await AskAsync("select (select count(*) from asked) - (select count(distinct n) from effects)", cancellationToken) > 25)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
            }
        }

        public async Task AllDoneAsync(TimeSpan longest, CancellationToken cancellationToken)
        {
            long started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < longest
                && await AskAsync("select count(*) from integrations.worker_queue where process_status in ('PENDING', 'IN_PROGRESS')", cancellationToken) > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
            }
        }

        /// <summary>Takes every connection of the workers' pool until so many more items were asked for.</summary>
        public async Task ExhaustAsync(NpgsqlDataSource pool, int items, CancellationToken cancellationToken)
        {
            List<NpgsqlConnection> taken = [];
            try
            {
                while (taken.Count < 4)
                {
                    taken.Add(await AgainAsync(async () => await pool.OpenConnectionAsync(cancellationToken), cancellationToken));
                }

                await UntilAskedAsync(items, cancellationToken);
            }
            finally
            {
                foreach (NpgsqlConnection connection in taken)
                {
                    await connection.DisposeAsync();
                }
            }
        }

        /// <summary>Keeps transactions with an old view of the queue open, so that nothing that is finished can be cleaned away, until so many more items are done.</summary>
        public async Task HoldAsync(int connections, int items, CancellationToken cancellationToken)
        {
            List<NpgsqlConnection> held = [];
            try
            {
                for (int i = 0; i < connections; i++)
                {
                    NpgsqlConnection connection = await _eyes.OpenConnectionAsync(cancellationToken);
                    held.Add(connection);
                    await using var read = new NpgsqlCommand("begin isolation level repeatable read; select txid_current(), (select count(*) from integrations.worker_queue)", connection);
                    await read.ExecuteNonQueryAsync(cancellationToken);
                }

                long goal = await AskAsync("select count(*) from effects", cancellationToken) + items;
                while (await AskAsync("select count(*) from effects", cancellationToken) < goal)
                {
                    if (connections > 1)
                    {
                        await using var read = new NpgsqlCommand("select count(*) from integrations.worker_queue a join integrations.worker_queue b using (account_id)", held[0]);
                        await read.ExecuteNonQueryAsync(cancellationToken);
                    }

                    await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
                }
            }
            finally
            {
                foreach (NpgsqlConnection connection in held)
                {
                    await connection.DisposeAsync();
                }
            }
        }

        public async Task<QueueFaultResult> CompareAsync(string scenario, double recovered, CancellationToken cancellationToken) => new(
            scenario,
            await AskAsync("select count(*) from asked", cancellationToken),
            await AskAsync("select count(*) from asked a where not exists (select 1 from effects e where e.n = a.n)", cancellationToken),
            await AskAsync("select count(*) from (select n from effects group by n having count(*) > 1) d", cancellationToken),
            await AskAsync("select count(*) from integrations.worker_queue where process_status <> 'COMPLETED'", cancellationToken),
            recovered);

        private async Task UntilAskedAsync(int more, CancellationToken cancellationToken)
        {
            long goal = await AskAsync("select count(*) from asked", cancellationToken) + more;
            while (await AskAsync("select count(*) from asked", cancellationToken) < goal)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
            }
        }

        private static async Task<T> AgainAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
        {
            while (true)
            {
                try
                {
                    return await work();
                }
                catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or IntegrationUnavailableException or TimeoutException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
                }
            }
        }
    }
}
