using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace SyncHost.Demo;

/// <summary>The demo: two whole accounts from a simulated vendor to core tables, then kept fresh while the vendor changes.</summary>
internal sealed class DemoRun(DemoOptions options, DemoDisplay display, DemoVendor vendor, IHost host, NpgsqlDataSource database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LivePause = TimeSpan.FromSeconds(5);

    private readonly ISyncJobs _jobs = host.Services.GetRequiredService<ISyncJobs>();
    private readonly DemoJournal _journal = new(database, options);
    private readonly DemoCheck _check = new(host.Services);
    private readonly List<FaultReport> _faults = [];
    private readonly DateTimeOffset _startedAt = TimeProvider.System.GetUtcNow();
    private int _round;

    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var display = new DemoDisplay();
        try
        {
            await using ThrowawayPostgres? server = options.Postgres is null ? await ThrowawayPostgres.StartAsync(cancellationToken: cancellationToken) : null;
            string connectionString = options.Postgres ?? server!.ConnectionString;
            DemoDisplay.Say(server is null ? "PostgreSQL: yours" : $"PostgreSQL: throw-away server from {server.Source}");
            await using DemoVendor vendor = await DemoVendor.StartAsync(options, cancellationToken);
            DemoDisplay.Say($"Follow Up Boss simulator: {vendor.Accounts.Count} accounts of size {options.Size}, seed {options.Seed}");
            await using NpgsqlDataSource database = NpgsqlDataSource.Create(connectionString);
            await using WebApplication host = Build(options, connectionString, vendor);
            await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
            await host.StartAsync(cancellationToken);
            DemoDisplay.Say($"Dashboard: {host.Urls.First()}/integrations");
            try
            {
                return await new DemoRun(options, display, vendor, host, database).ShowAsync(cancellationToken);
            }
            finally
            {
                await host.StopAsync(CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (IntegrationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static WebApplication Build(DemoOptions options, string connectionString, DemoVendor vendor)
    {
        string address = FreeAddress();
        WebApplicationBuilder builder = Hosting.CreateWeb(connectionString, options.Schema, address, new Uri(address + "/webhooks"));
        builder.Services.AddFubIntegration(o =>
        {
            o.BaseAddress = vendor.BaseAddress;
            o.SystemName = DemoVendor.SystemName;
            o.SystemKey = DemoVendor.SystemKey;
        });

        // A demo has no hour to wait until a drift of counts is looked into.
        builder.Services.Configure<EngineOptions>(static o => o.ReconcileCooldown = TimeSpan.Zero);
        WebApplication app = builder.Build();
        app.MapIntegrationWebhooks();

        // It listens on this machine alone; a real host says who may see it.
        app.MapIntegrationDashboard().AllowAnonymous();
        return app;
    }

    /// <summary>An address that is free now: the vendor must be told it before the host listens.</summary>
    private static string FreeAddress()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return $"http://{probe.LocalEndPoint}";
    }

    private async Task<int> ShowAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        foreach (DateTimeOffset at in await _journal.ReadAsync(cancellationToken))
        {
            vendor.ChangeAt(at);
        }

        List<AccountInfo> accounts = await ConnectAsync(cancellationToken);
        HashSet<SyncJobId> before = await SettledAsync(accounts, cancellationToken);
        List<SyncJobId> onboarding = await OpenAsync(accounts, cancellationToken);
        if (onboarding.Count > 0)
        {
            DemoDisplay.Say("Onboarding: every stream in full");
            await display.FollowAsync(_jobs, onboarding, cancellationToken);
        }

        await RoundAsync(accounts, cancellationToken);
        DemoReport report = await ReportAsync(accounts, before, started, cancellationToken);
        DemoDisplay.Table(report);
        await StatusTable.WriteAsync(host.Services.GetRequiredService<IIntegrationStatus>(), cancellationToken);
        if (options.Report is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, DemoJson.Default.DemoReport), cancellationToken);
        }

        DemoDisplay.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{(report.Ok ? "OK" : "NOT OK")}: {report.Streams.Sum(static s => s.MirrorCount)} records in {report.Seconds:0.0} s, {report.CpuSeconds:0.0} CPU-seconds, peak {report.PeakMemoryBytes / 1048576.0:0} MiB"));
        DemoDisplay.Say(report.Webhooks.ToString());
        foreach (string problem in report.Problems)
        {
            DemoDisplay.Say(problem);
        }

        if (options.Once)
        {
            return report.Ok ? 0 : 1;
        }

        DemoDisplay.Say("The vendor goes on changing and the mirror follows. Ctrl+C ends the demo.");
        while (true)
        {
            await Task.Delay(LivePause, TimeProvider.System, cancellationToken);
            await RoundAsync(accounts, cancellationToken);
        }
    }

    private async Task<List<AccountInfo>> ConnectAsync(CancellationToken cancellationToken)
    {
        IAccountConnector connector = host.Services.GetRequiredService<IAccountConnector>();
        List<AccountInfo> accounts = [];
        foreach (FubSimulatorAccount account in vendor.Accounts)
        {
            AccountInfo info = await connector.ConnectAsync(FubDefaults.Vendor, new VendorCredential { ApiKey = account.OwnerKey }, cancellationToken: cancellationToken);
            DemoDisplay.Say($"Connected {info.Ref}: {account.Name}, vendor account {info.VendorAccountId}");
            accounts.Add(info);
        }

        return accounts;
    }

    /// <summary>
    /// The vendor changes, a delta follows, in each third round through a storm of faults, and where counts still differ (a deletion that no list reports) a reconciliation.
    /// </summary>
    private async Task RoundAsync(List<AccountInfo> accounts, CancellationToken cancellationToken)
    {
        DateTimeOffset at = TimeProvider.System.GetUtcNow();
        int changes = vendor.ChangeAt(at);
        await vendor.Webhooks.WhenIdleAsync(cancellationToken);
        await ProcessedAsync(cancellationToken);
        await _journal.AddAsync(vendor.Rounds, at, cancellationToken);
        bool isStorm = _round++ % 3 == 0;
        DemoDisplay.Say($"Round {vendor.Rounds}: the vendor changed {changes} records; deltas follow{(isStorm ? ", through a storm of faults" : "")}");
        if (isStorm)
        {
            vendor.StartStorm();
        }

        List<SyncJobId> deltas = [];
        foreach (AccountInfo account in accounts)
        {
            deltas.Add(await _jobs.RequestAsync(account.Ref, SyncJobType.All, cancellationToken: cancellationToken));
        }

        await display.FollowAsync(_jobs, deltas, cancellationToken);
        if (isStorm)
        {
            IReadOnlyList<FaultReport> hits = vendor.EndStorm();
            _faults.AddRange(hits);
            DemoDisplay.Say($"The storm is over: {string.Join(", ", hits.Select(static h => $"{h.Kind} {h.Hits}"))} times");
        }

        foreach (AccountInfo account in accounts)
        {
            string[] differing = [.. (await _check.CountAsync(account, cancellationToken)).Where(static c => c.Vendor != c.Mirror).Select(static c => c.Stream.Entity)];
            if (differing.Length > 0)
            {
                await _jobs.RequestAsync(account.Ref, SyncJobType.Reconcile, differing, cancellationToken);
            }
        }

        List<SyncJobId> open = await OpenAsync(accounts, cancellationToken);
        if (open.Count > 0)
        {
            DemoDisplay.Say("Deletions are found by full reads");
            await display.FollowAsync(_jobs, open, cancellationToken);
        }
    }

    private async Task<List<SyncJobId>> OpenAsync(List<AccountInfo> accounts, CancellationToken cancellationToken) =>
        [.. (await JobsAsync(accounts, cancellationToken)).Where(static j => !j.IsSettled).Select(static j => j.Id)];

    private async Task<HashSet<SyncJobId>> SettledAsync(List<AccountInfo> accounts, CancellationToken cancellationToken) =>
        [.. (await JobsAsync(accounts, cancellationToken)).Where(static j => j.IsSettled).Select(static j => j.Id)];

    private async Task<List<SyncJobStatus>> JobsAsync(List<AccountInfo> accounts, CancellationToken cancellationToken)
    {
        List<SyncJobStatus> jobs = [];
        foreach (AccountInfo account in accounts)
        {
            jobs.AddRange(await _jobs.ListAsync(account.Ref, limit: 1_000, cancellationToken));
        }

        return jobs;
    }

    /// <summary>Waits until what came by webhook is in the mirror.</summary>
    private async Task ProcessedAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            WebhookReport webhooks = await WebhooksAsync(cancellationToken);
            if (webhooks.Processed == webhooks.Stored)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>What the vendor sent against what is stored. Rows of earlier runs do not count.</summary>
    private async Task<WebhookReport> WebhooksAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = database.CreateCommand($"""select count(*), count(processed_at) from "{options.Schema}".webhook_inbox where received_at >= $1""");
        command.Parameters.Add(new NpgsqlParameter { Value = _startedAt.UtcDateTime });
        await using NpgsqlDataReader counts = await command.ExecuteReaderAsync(cancellationToken);
        await counts.ReadAsync(cancellationToken);
        return new WebhookReport
        {
            Delivered = vendor.Webhooks.Delivered,
            Duplicates = vendor.Webhooks.Duplicates,
            Forged = vendor.Webhooks.Forged,
            ForgedTaken = vendor.Webhooks.ForgedTaken,
            Lost = vendor.Webhooks.GivenUp + vendor.Webhooks.Dropped,
            Stored = counts.GetInt64(0),
            Processed = counts.GetInt64(1),
        };
    }

    private async Task<DemoReport> ReportAsync(List<AccountInfo> accounts, HashSet<SyncJobId> before, long started, CancellationToken cancellationToken)
    {
        List<SyncJobStatus> jobs = [.. (await JobsAsync(accounts, cancellationToken)).Where(j => !before.Contains(j.Id))];
        List<StreamReport> streams = [];
        List<string> problems = [];
        foreach (AccountInfo account in accounts)
        {
            foreach (StreamCount count in await _check.CountAsync(account, cancellationToken))
            {
                SyncStepStatus[] steps = [.. jobs.Where(j => j.Account == account.Ref).SelectMany(static j => j.Steps).Where(s => s.Stream == count.Stream)];
                RecordCounts records = steps.Aggregate(RecordCounts.Zero, static (sum, s) => sum + s.Counts);
                RequestCounts requests = steps.Aggregate(RequestCounts.Zero, static (sum, s) => sum + s.Requests);
                if (count.Vendor != count.Mirror)
                {
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"{account.Ref} {count.Stream}: the vendor has {count.Vendor}, the mirror {count.Mirror}."));
                }

                if (!records.IsBalanced)
                {
                    problems.Add($"{account.Ref} {count.Stream}: not every record read is accounted for.");
                }

                problems.AddRange(steps.Where(static s => s.State != SyncJobState.Completed).Select(s => $"{account.Ref} {s.Stream}: a step is {s.State}. {s.ErrorMessage}"));
                streams.Add(new StreamReport
                {
                    Account = account.Ref.ToString(),
                    Stream = count.Stream.ToString(),
                    VendorCount = count.Vendor,
                    MirrorCount = count.Mirror,
                    Read = records.Read,
                    Inserted = records.Inserted,
                    Updated = records.Updated,
                    Unchanged = records.Unchanged,
                    Deleted = records.Deleted,
                    Rejected = records.Rejected,
                    Requests = requests.Requests,
                    Throttled = requests.Throttled,
                    Seconds = Math.Round(steps.Sum(static s => (s.FinishedAt - s.StartedAt)?.TotalSeconds ?? 0), 2),
                });
            }

            problems.AddRange(await _check.UnsettledAsync(account, cancellationToken));
            problems.AddRange(await _check.RejectedAsync(account, cancellationToken));
        }

        WebhookReport webhooks = await WebhooksAsync(cancellationToken);
        problems.AddRange(webhooks.Problems());
        if (_faults.Sum(static f => f.Hits) == 0)
        {
            problems.Add("The storm of faults hit no request.");
        }

        using Process process = Process.GetCurrentProcess();
        return new DemoReport
        {
            Streams = streams,
            Webhooks = webhooks,
            Faults = _faults,
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2),
            CpuSeconds = Math.Round(process.TotalProcessorTime.TotalSeconds, 2),
            PeakMemoryBytes = process.PeakWorkingSet64,
            Ok = problems.Count == 0,
            Problems = problems,
        };
    }
}
