using System.Diagnostics;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Integrations.Testing;

namespace Integrations.Benchmarks;

/// <summary>Hangfire on the same server: items that do nothing, eight workers.</summary>
internal static class HangfireQueue
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static string Version => typeof(PostgreSqlStorage).Assembly.GetName().Version!.ToString(3);

    /// <summary>Items per second, from the start of the server to the last item.</summary>
    /// <exception cref="TimeoutException">It did not get through them.</exception>
    public static async Task<double> DrainAsync(ThrowawayDatabase database, int items, int workers, CancellationToken cancellationToken)
    {
        PostgreSqlStorageOptions options = new() { QueuePollInterval = TimeSpan.FromMilliseconds(200) };
        PostgreSqlStorage storage = new(new NpgsqlConnectionFactory(database.ConnectionString, options), options);
        BackgroundJobClient client = new(storage);
        await Parallel.ForAsync(0, items, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, (_, _) =>
        {
            client.Enqueue(static () => HangfireItem.Nothing());
            return ValueTask.CompletedTask;
        });
        Task done = HangfireItem.Expect(items);
        long started = Stopwatch.GetTimestamp();
        using BackgroundJobServer server = new(new BackgroundJobServerOptions { WorkerCount = workers, SchedulePollingInterval = TimeSpan.FromMinutes(1) }, storage);
        try
        {
            await done.WaitAsync(s_patience, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Hangfire did not get through {items} items within {s_patience.TotalMinutes:0} minutes.", e);
        }

        double perSecond = items / Stopwatch.GetElapsedTime(started).TotalSeconds;
        server.SendStop();
        await server.WaitForShutdownAsync(cancellationToken);
        return perSecond;
    }
}
