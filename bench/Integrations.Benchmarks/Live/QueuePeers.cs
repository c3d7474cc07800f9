using System.ComponentModel;
using System.Globalization;
using Integrations.Testing;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>Other queues on the same server: the same number of items that do nothing, eight workers, one by one.</summary>
internal static class QueuePeers
{
    private const int Workers = 8;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static readonly string[] s_packages = ["graphile-worker", "pg-boss"];

    public static async Task MeasureAsync(ThrowawayPostgres server, LiveReport report, CancellationToken cancellationToken)
    {
        int items = report.IsQuick ? 5_000 : 20_000;
        await MeasureAsync(server, report, $"Hangfire.PostgreSql {HangfireQueue.Version}", database => HangfireQueue.DrainAsync(database, items, Workers, cancellationToken), cancellationToken);

        string folder;
        try
        {
            folder = await NpmFolder.InstallAsync("queue", s_packages[0], cancellationToken);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            FlowContext.Say($"The queues of npm are left out: {e.Message}");
            return;
        }

        foreach (string package in s_packages)
        {
            await MeasureAsync(server, report, $"{package} {NpmFolder.Version(folder, package)}", database => DrainAsync(database, folder, package, items, cancellationToken), cancellationToken);
        }
    }

    private static async Task MeasureAsync(ThrowawayPostgres server, LiveReport report, string name, Func<ThrowawayDatabase, Task<double>> drain, CancellationToken cancellationToken)
    {
        List<double> values = [];
        for (int i = 0; i < 3; i++)
        {
            await using ThrowawayDatabase database = await server.CreateDatabaseAsync("peer", cancellationToken: cancellationToken);
            values.Add(await drain(database));
            FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {values[^1]:#,0} items/s, one by one"));
        }

        report.Series.Add(new FlowSeries(name, "items/s", values));
        report.Peers.Add(new QueuePeer(name, Math.Round(Statistics.Median(values))));
    }

    private static async Task<double> DrainAsync(ThrowawayDatabase database, string folder, string package, int items, CancellationToken cancellationToken)
    {
        var target = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        string url = string.Create(
            CultureInfo.InvariantCulture, $"postgres://{Uri.EscapeDataString(target.Username!)}:{Uri.EscapeDataString(target.Password ?? "")}@{target.Host}:{target.Port}/{target.Database}");
        using CancellationTokenSource patience = new(s_patience);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            OnboardResult result = await ChildProcess.RunAsync(
                "node", ["drain.cjs", package, items.ToString(CultureInfo.InvariantCulture), Workers.ToString(CultureInfo.InvariantCulture)], folder, url, ends.Token);
            return result.Records / result.Seconds;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{package} did not get through {items} items within {s_patience.TotalMinutes:0} minutes.", e);
        }
    }
}
