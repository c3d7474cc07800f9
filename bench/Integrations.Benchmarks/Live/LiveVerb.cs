using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.CrashWorker;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Integrations.Benchmarks;

/// <summary>Measures what keeps a mirror live: webhooks, the worker queue beside bare SQL and other queues, and what thousands of idle accounts cost.</summary>
internal static class LiveVerb
{
    private const int BatchSize = 256;
    private const int Singles = 8;

    /// <summary>What is measured, in this order.</summary>
    private static readonly (string Name, Func<ThrowawayPostgres, LiveReport, CancellationToken, Task> Measure)[] s_parts =
    [
        ("webhooks", WebhooksAsync), ("lag", ChangeLagFlow.MeasureAsync), ("queue", QueueAsync), ("backlog", BacklogAsync), ("idle", IdleAsync), ("peers", QueuePeers.MeasureAsync),
    ];

    /// <summary>Names of the parts.</summary>
    public static IEnumerable<string> Parts => s_parts.Select(static p => p.Name);

    public static async Task<int> RunAsync(bool isQuick, IReadOnlyCollection<string> only, bool isFaults, FileInfo? file, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await using ThrowawayPostgres server = await FlowsVerb.StartServerAsync(cancellationToken);
        var report = new LiveReport { Machine = await FlowsVerb.MachineAsync(server, cancellationToken), StartedAt = TimeProvider.System.GetUtcNow(), IsQuick = isQuick };
        if (isFaults)
        {
            await FaultsAsync(report, cancellationToken);
        }
        else
        {
            foreach ((string name, Func<ThrowawayPostgres, LiveReport, CancellationToken, Task> measure) in s_parts.Where(p => only.Count == 0 || only.Contains(p.Name, StringComparer.Ordinal)))
            {
                FlowContext.Say($"== {name}");
                await measure(server, report, cancellationToken);
            }

            Show(report);
        }

        report.Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, LiveJson.Default.LiveReport), cancellationToken);
        }

        return report.Faults.All(static f => f is { Lost: 0, Doubled: 0, Stuck: 0 }) ? 0 : 1;
    }

    /// <summary>The nine faults of the end-to-end tests, for longer.</summary>
    private static async Task FaultsAsync(LiveReport report, CancellationToken cancellationToken)
    {
        await using QueueFaults faults = await QueueFaults.StartAsync(report.IsQuick ? 1 : 10, cancellationToken);
        Console.Out.WriteLine($"{"scenario",-24} {"items",8} {"lost",6} {"doubled",8} {"stuck",6} {"s to recover",13}");
        foreach (string scenario in QueueFaults.Scenarios)
        {
            QueueFaultResult fault = await faults.RunAsync(scenario, cancellationToken);
            report.Faults.Add(fault);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fault.Scenario,-24} {fault.Items,8} {fault.Lost,6} {fault.Doubled,8} {fault.Stuck,6} {fault.SecondsToRecover,13:0.0}"));
        }
    }

    private static async Task WebhooksAsync(ThrowawayPostgres server, LiveReport report, CancellationToken cancellationToken)
    {
        WebhookFigures figures = await WebhookFlow.MeasureAsync(server, report.IsQuick, cancellationToken);
        (report.WebhooksPerSecond, report.WebhookP99Ms, report.WebhookP99MsAtTarget, report.WebhooksVsBare) =
            (figures.WebhooksPerSecond, figures.WebhookP99Ms, figures.WebhookP99MsAtTarget, figures.WebhooksVsBare);
    }

    /// <summary>Pairs of runs, ours and bare, one after the other, so that whatever else the machine does meets both.</summary>
    private static async Task QueueAsync(ThrowawayPostgres server, LiveReport report, CancellationToken cancellationToken)
    {
        int pairs = report.IsQuick ? 3 : 7;
        int batched = report.IsQuick ? 40_000 : 100_000;
        int singles = report.IsQuick ? 6_000 : 20_000;
        await using QueueWorld world = await QueueWorld.CreateAsync(server, accounts: 50, cancellationToken);
        List<double> ours = [], bare = [], oursSingle = [], bareSingle = [], enqueued = [];
        for (int i = 0; i <= pairs; i++)
        {
            await world.ExecuteAsync("truncate integrations.worker_queue, integrations.lambda_worker_logs cascade", cancellationToken);
            double stored = await EnqueueAsync(world, batched, cancellationToken);
            double our = await world.DrainAsync(batched, hosts: 1, BatchSize, cancellationToken);
            double its = await BareQueue.DrainAsync(world.Data, batched, connections: 1, BatchSize, cancellationToken);
            await world.FillAsync(singles, cancellationToken);
            double ourSingle = await world.DrainAsync(singles, hosts: Singles, parallelism: 1, cancellationToken);
            double itsSingle = await BareQueue.DrainAsync(world.Data, singles, Singles, batch: 1, cancellationToken);

            FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"batched {our:#,0}/s, bare {its:#,0}/s; one by one {ourSingle:#,0}/s, bare {itsSingle:#,0}/s; stored {stored:#,0}/s"));

            // The first pair warms up.
            if (i > 0)
            {
                ours.Add(our);
                bare.Add(its);
                oursSingle.Add(ourSingle);
                bareSingle.Add(itsSingle);
                enqueued.Add(stored);
            }
        }

        report.QueueBatchedPerSecond = Add(report, "queue batched", "items/s", ours);
        report.QueueSinglePerSecond = Add(report, "queue one by one", "items/s", oursSingle);
        report.EnqueuedPerSecond = Add(report, "queue stored", "items/s", enqueued);
        Add(report, "bare batched", "items/s", bare);
        Add(report, "bare one by one", "items/s", bareSingle);
        report.QueueVsBare = Add(report, "queue over bare, batched", "", [.. ours.Zip(bare, static (o, b) => o / b)]);
        report.QueueSingleVsBare = Add(report, "queue over bare, one by one", "", [.. oursSingle.Zip(bareSingle, static (o, b) => o / b)]);
    }

    private static async Task<double> EnqueueAsync(QueueWorld world, int items, CancellationToken cancellationToken)
    {
        WorkRequest[] chunk = new WorkRequest[1_000];
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < items; i += chunk.Length)
        {
            for (int n = 0; n < chunk.Length; n++)
            {
                chunk[n] = new WorkRequest { Account = new AccountRef("fub", new RowId(1 + ((i + n) % 50))), Kind = QueueWorld.Kind, Payload = "{\"n\":1}"u8.ToArray() };
            }

            await world.Queue.EnqueueManyAsync(chunk, cancellationToken);
        }

        return items / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task BacklogAsync(ThrowawayPostgres server, LiveReport report, CancellationToken cancellationToken)
    {
        await using QueueWorld world = await QueueWorld.CreateAsync(server, accounts: 50, cancellationToken);
        await world.FillAsync(1_000_000, cancellationToken);
        List<double> values = [];
        for (int i = 0; i < 3; i++)
        {
            values.Add(await world.DrainAsync(report.IsQuick ? 40_000 : 100_000, hosts: 1, BatchSize, cancellationToken));
        }

        report.BacklogBatchedPerSecond = Add(report, "queue batched, 1 M behind", "items/s", values);
    }

    /// <summary>What 5,000 accounts of 9 streams cost while none is due, and what 9,000 due streams of them take.</summary>
    private static async Task IdleAsync(ThrowawayPostgres server, LiveReport report, CancellationToken cancellationToken)
    {
        await using QueueWorld world = await QueueWorld.CreateAsync(server, accounts: 5_000, cancellationToken);
        await world.ExecuteAsync(
            """
            insert into integrations.sync_state (vendor, account_id, entity_type, last_sync_at, last_full_sync_at, next_run_at)
            select 'fub', a.id, e, now(), now(), now() + interval '1 day'
            from integrations.fub_accounts a, unnest(array['users', 'stages', 'groups', 'people', 'deals', 'calls', 'events', 'appointments', 'textMessages']) e
            """,
            cancellationToken);
        await world.ExecuteAsync("vacuum analyze integrations.sync_state", cancellationToken);
        report.IdleCpuShare = await IdleShareAsync(world, TimeSpan.FromSeconds(report.IsQuick ? 20 : 60), cancellationToken);

        await world.ExecuteAsync("update integrations.sync_state set next_run_at = now() - interval '1 minute' where account_id <= 1000", cancellationToken);
        ISyncStateStore states = world.Services.GetRequiredService<ISyncStateStore>();
        long started = Stopwatch.GetTimestamp();
        int planned = await states.PlanDueAsync(cancellationToken);
        report.PlanMs = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1);
        List<double> claims = [];
        for (int i = 0; i < 20; i++)
        {
            started = Stopwatch.GetTimestamp();
            IReadOnlyList<SyncClaim> claimed = await states.ClaimAsync(new ClaimRequest($"bench/{i}", 8, TimeSpan.FromMinutes(5), 3), cancellationToken);
            claims.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (claimed.Count != 8 || planned < 9_000)
            {
                throw new InvalidOperationException($"Planned {planned} of 9,000 and claimed {claimed.Count} of 8.");
            }
        }

        report.ClaimMs = Add(report, "claim of 8 among 9,000 due", "ms", claims);
    }

    private static async Task<double?> IdleShareAsync(QueueWorld world, TimeSpan span, CancellationToken cancellationToken)
    {
        if (await ServerCpu.FindAsync(world.Data, cancellationToken) is not { } server)
        {
            FlowContext.Say("idleCpuShare is left out: the CPU of PostgreSQL cannot be told here.");
            return null;
        }

        await using ServiceProvider host = world.Host();
        IHostedService[] services = [.. host.GetServices<IHostedService>()];
        await Task.WhenAll(services.Select(s => s.StartAsync(cancellationToken)));
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, cancellationToken);
        TimeSpan before = server.Total() + Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        await Task.Delay(span, TimeProvider.System, cancellationToken);
        double share = (server.Total() + Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(started);
        await Task.WhenAll(services.Select(s => s.StopAsync(cancellationToken)));
        return Math.Round(share, 4);
    }

    private static double Add(LiveReport report, string name, string unit, IReadOnlyList<double> values)
    {
        report.Series.Add(new FlowSeries(name, unit, values));
        FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {Statistics.Median(values):#,0.##} {unit}"));
        return Math.Round(Statistics.Median(values), 3);
    }

    private static void Show(LiveReport report)
    {
        foreach (FlowSeries series in report.Series)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{series.Name,-34} {series.Median,14:#,0.###} {series.Unit,-12} ({series.Min:#,0.###} to {series.Max:#,0.###}, n={series.Values.Count})"));
        }

        foreach (QueuePeer peer in report.Peers)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{peer.Name,-34} {peer.PerSecond,14:#,0} items/s, one by one"));
        }

        if (report.WebhooksPerSecond is not null)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"webhooks: {report.WebhooksPerSecond:#,0}/s, p99 {report.WebhookP99Ms:0.0} ms, {report.WebhooksVsBare:0.00} of bare inserts; at 3,000/s p99 {report.WebhookP99MsAtTarget:0.0} ms"));
        }

        if (report.IdleCpuShare is not null)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"idle: {report.IdleCpuShare:0.0%} of a core; planning 9,000: {report.PlanMs:#,0} ms; a claim: {report.ClaimMs:0.0} ms"));
        }
    }
}
