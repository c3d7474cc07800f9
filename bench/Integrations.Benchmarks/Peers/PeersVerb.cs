using System.Globalization;
using System.Text.Json;
using Integrations.Fub;
using Integrations.Simulators;
using Integrations.Testing;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>
/// The nearest library of this kind beside ours: the same number of records, each from a local API into the same throw-away PostgreSQL, one after the other, each in a process of its own.
/// </summary>
internal static class PeersVerb
{
    private const int Records = 50_000;
    private const string Package = "@supabase/stripe-sync-engine";

    public static async Task<int> RunAsync(FileInfo? file, CancellationToken cancellationToken)
    {
        string folder = await NpmFolder.InstallAsync("stripe", Package, cancellationToken);
        DateTimeOffset startedAt = TimeProvider.System.GetUtcNow();
        await using ThrowawayPostgres server = await FlowsVerb.StartServerAsync(cancellationToken);
        PeerFigures[] figures = [await StripeAsync(server, folder, cancellationToken), await OursAsync(server, cancellationToken)];
        foreach (PeerFigures peer in figures)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{peer.Name}: {peer.Records:#,0} records of {peer.BytesPerRecord:#,0} bytes, {peer.RecordsPerSecond:#,0} records/s, {peer.CpuSeconds:0.0} CPU-seconds, peak {peer.PeakMemoryBytes >> 20} MiB"));
        }

        if (file is not null)
        {
            var report = new PeersReport { Machine = await FlowsVerb.MachineAsync(server, cancellationToken), StartedAt = startedAt, Peers = figures };
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, PeersJson.Default.PeersReport), cancellationToken);
        }

        return figures.All(static f => f.Records == Records) ? 0 : 1;
    }

    private static async Task<PeerFigures> StripeAsync(ThrowawayPostgres server, string folder, CancellationToken cancellationToken)
    {
        await using FakeStripe api = await FakeStripe.StartAsync(Records, cancellationToken);
        await using ThrowawayDatabase database = await server.CreateDatabaseAsync("stripe", cancellationToken: cancellationToken);
        var target = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        string url = string.Create(
            CultureInfo.InvariantCulture, $"postgres://{Uri.EscapeDataString(target.Username!)}:{Uri.EscapeDataString(target.Password ?? "")}@{target.Host}:{target.Port}/{target.Database}");
        OnboardResult result = await ChildProcess.RunAsync("node", ["backfill.cjs", api.Address.AbsoluteUri], folder, url, cancellationToken);
        (long count, double bytes) = await ReadAsync(database, "select count(*), avg(octet_length(to_jsonb(c)::text))::float8 from stripe.customers c", cancellationToken);
        return new PeerFigures($"{Package} {NpmFolder.Version(folder, Package)}", count, bytes, result.Records / result.Seconds, result.CpuSeconds, result.PeakMemoryBytes);
    }

    private static async Task<PeerFigures> OursAsync(ThrowawayPostgres server, CancellationToken cancellationToken)
    {
        await using FubSimulator vendor = await FubSimulator.StartAsync(
            new FubSimulatorOptions { AccountCount = 1, Size = new SimulatorSize { People = Records, Users = 20 }, RateLimits = FubSimulatorRateLimits.Off, RequestLogCapacity = 10 }, cancellationToken);
        await using ThrowawayDatabase database = await server.CreateDatabaseAsync("ours", cancellationToken: cancellationToken);
        await using HostProcess host = HostProcess.Start();
        OnboardResult result = await host.AskAsync(new OnboardAsk(FubDefaults.Vendor, vendor.BaseAddress, database.ConnectionString, [vendor.Accounts[0].OwnerKey], ["people"]), cancellationToken);
        (long count, double bytes) = await ReadAsync(database, "select count(*), avg(octet_length(raw::text))::float8 from integrations.fub_people", cancellationToken);
        return new PeerFigures("Integrations.Engine", count, bytes, result.Records / result.Seconds, result.CpuSeconds, result.PeakMemoryBytes);
    }

    private static async Task<(long Count, double Bytes)> ReadAsync(ThrowawayDatabase database, string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(database.ConnectionString + ";Pooling=false");
#pragma warning disable CA2100 // Constants of this class.
        await using NpgsqlCommand command = data.CreateCommand(sql);
#pragma warning restore CA2100
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.IsDBNull(1) ? 0 : Math.Round(reader.GetDouble(1)));
    }
}
