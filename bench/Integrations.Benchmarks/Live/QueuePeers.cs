using System.ComponentModel;
using System.Globalization;
using Integrations.Testing;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>Other queues on the same server: the same number of items that do nothing, eight workers, one by one.</summary>
internal static class QueuePeers
{
    private static readonly string[] s_packages = ["graphile-worker", "pg-boss"];

    public static async Task MeasureAsync(ThrowawayPostgres server, LiveReport report, CancellationToken cancellationToken)
    {
        string folder;
        try
        {
            folder = await NpmFolder.InstallAsync("queue", s_packages[0], cancellationToken);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            FlowContext.Say($"Other queues are left out: {e.Message}");
            return;
        }

        int items = report.IsQuick ? 5_000 : 20_000;
        foreach (string package in s_packages)
        {
            List<double> values = [];
            for (int i = 0; i < 3; i++)
            {
                await using ThrowawayDatabase database = await server.CreateDatabaseAsync("peer", cancellationToken: cancellationToken);
                var target = new NpgsqlConnectionStringBuilder(database.ConnectionString);
                string url = string.Create(
                    CultureInfo.InvariantCulture, $"postgres://{Uri.EscapeDataString(target.Username!)}:{Uri.EscapeDataString(target.Password ?? "")}@{target.Host}:{target.Port}/{target.Database}");
                OnboardResult result = await ChildProcess.RunAsync("node", ["drain.cjs", package, items.ToString(CultureInfo.InvariantCulture)], folder, url, cancellationToken);
                values.Add(result.Records / result.Seconds);
            }

            string name = $"{package} {NpmFolder.Version(folder, package)}";
            report.Series.Add(new FlowSeries(name, "items/s", values));
            report.Peers.Add(new QueuePeer(name, Math.Round(Statistics.Median(values))));
        }
    }
}
