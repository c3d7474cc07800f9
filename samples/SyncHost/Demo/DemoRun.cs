using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace SyncHost.Demo;

/// <summary>The demo: whole accounts from simulated vendors to core tables, then kept fresh while the vendors change.</summary>
internal sealed class DemoRun(DemoOptions options, DemoDisplay display, IReadOnlyList<DemoVendor> vendors, IHost host, NpgsqlDataSource database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LivePause = TimeSpan.FromSeconds(5);

    private readonly ISyncJobs _jobs = host.Services.GetRequiredService<ISyncJobs>();
    private readonly DemoJournal _journal = new(database, options);
    private readonly DemoCheck _check = new(host.Services);
    private readonly DemoRows _rows = new(database, options.Schema);
    private readonly List<FaultReport> _faults = [];
    private readonly DateTimeOffset _startedAt = TimeProvider.System.GetUtcNow();
    private int _played;
    private int _round;

    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var display = new DemoDisplay();
        List<DemoVendor> vendors = [];
        try
        {
            await using ThrowawayPostgres? server = options.Postgres is null ? await ThrowawayPostgres.StartAsync(cancellationToken: cancellationToken) : null;
            string connectionString = options.Postgres ?? server!.ConnectionString;
            DemoDisplay.Say(server is null ? "PostgreSQL: yours" : $"PostgreSQL: throw-away server from {server.Source}");
            foreach (DemoVendorKind kind in options.Vendors)
            {
                DemoVendor vendor = await kind.StartAsync(options, cancellationToken);
                vendors.Add(vendor);
                vendor.Begin();
                DemoDisplay.Say($"{vendor.Title} simulator: {vendor.Accounts.Count} accounts of size {options.Size}, seed {options.Seed}");
            }

            await using NpgsqlDataSource database = NpgsqlDataSource.Create(connectionString);
            await using WebApplication host = Build(options, connectionString, vendors);
            await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
            await host.StartAsync(cancellationToken);
            DemoDisplay.Say($"Dashboard: {host.Urls.First()}/integrations");
            try
            {
                return await new DemoRun(options, display, vendors, host, database).ShowAsync(cancellationToken);
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
        finally
        {
            foreach (DemoVendor vendor in vendors)
            {
                await vendor.DisposeAsync();
            }
        }
    }

    private static WebApplication Build(DemoOptions options, string connectionString, IReadOnlyList<DemoVendor> vendors)
    {
        string address = FreeAddress();
        WebApplicationBuilder builder = Hosting.CreateWeb(connectionString, options.Schema, address, new Uri(address + "/webhooks"));
        foreach (DemoVendor vendor in vendors)
        {
            vendor.Register(builder.Services);
        }

        // A demo has no hour to wait until a drift of counts is looked into.
        builder.Services.Configure<EngineOptions>(static o => o.ReconcileCooldown = TimeSpan.Zero);

        // Nor five minutes until it is given up that a record shows which was deleted as soon as it was announced.
        builder.Services.Configure<InboxOptions>(static o => o.VisibilityWindow = TimeSpan.FromSeconds(5));
        WebApplication app = builder.Build();
        app.MapIntegrationWebhooks();

        // It listens on this machine alone; a real host says who may see it.
        app.MapIntegrationDashboard().AllowAnonymous();
        return app;
    }

    /// <summary>An address that is free now: the vendors must be told it before the host listens.</summary>
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
            Change(at);
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
        DemoDisplay.Tables(report);
        await StatusTable.WriteAsync(host.Services.GetRequiredService<IIntegrationStatus>(), cancellationToken);
        if (options.Report is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, DemoJson.Default.DemoReport), cancellationToken);
        }

        DemoDisplay.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{(report.Ok ? "OK" : "NOT OK")}: {report.Streams.Sum(static s => s.MirrorCount)} records in {report.Seconds:0.0} s, {report.CpuSeconds:0.0} CPU-seconds, peak {report.PeakMemoryBytes / 1048576.0:0} MiB"));
        foreach (string line in report.Pairs.Select(static p => $"{p.Key}: {string.Join(", ", p.Value.Select(static r => $"{r.Value} pairs by {r.Key}"))}").Concat(report.Webhooks.Select(static w => w.ToString())).Concat(report.Problems))
        {
            DemoDisplay.Say(line);
        }

        if (options.Once)
        {
            return report.Ok ? 0 : 1;
        }

        DemoDisplay.Say("The vendors go on changing and the mirror follows. Ctrl+C ends the demo.");
        while (true)
        {
            await Task.Delay(LivePause, TimeProvider.System, cancellationToken);
            await RoundAsync(accounts, cancellationToken);
        }
    }

    /// <summary>Connects all accounts. Those at the same place of their vendors' lists belong to one user of the host.</summary>
    private async Task<List<AccountInfo>> ConnectAsync(CancellationToken cancellationToken)
    {
        IAccountConnector connector = host.Services.GetRequiredService<IAccountConnector>();
        List<AccountInfo> accounts = [];
        foreach (DemoVendor vendor in vendors)
        {
            foreach ((int place, DemoAccount account) in vendor.Accounts.Index())
            {
                AccountInfo info = await connector.ConnectAsync(
                    vendor.Name, new VendorCredential { ApiKey = account.ApiKey }, new ConnectOptions { UserId = place + 1 }, cancellationToken);
                DemoDisplay.Say($"Connected {info.Ref}: {account.Name}, vendor account {info.VendorAccountId}");
                accounts.Add(info);
            }
        }

        return accounts;
    }

    private int Change(DateTimeOffset at)
    {
        _played++;
        return vendors.Sum(v => v.ChangeAt(_played, at));
    }

    /// <summary>
    /// The vendors change, a delta follows, in each third round through a storm of faults, and where counts still differ (a deletion that no list reports) a reconciliation.
    /// </summary>
    private async Task RoundAsync(List<AccountInfo> accounts, CancellationToken cancellationToken)
    {
        DateTimeOffset at = TimeProvider.System.GetUtcNow();
        int changes = Change(at);
        foreach (DemoVendor vendor in vendors)
        {
            await vendor.Webhooks.WhenIdleAsync(cancellationToken);
        }

        await ProcessedAsync(cancellationToken);
        await _journal.AddAsync(_played, at, cancellationToken);
        bool isStorm = _round++ % 3 == 0;
        DemoDisplay.Say($"Round {_played}: the vendors changed {changes} records; deltas follow{(isStorm ? ", through a storm of faults" : "")}");
        if (isStorm)
        {
            foreach (DemoVendor vendor in vendors)
            {
                vendor.StartStorm();
            }
        }

        List<SyncJobId> deltas = [];
        foreach (AccountInfo account in accounts)
        {
            deltas.Add(await _jobs.RequestAsync(account.Ref, SyncJobType.All, cancellationToken: cancellationToken));
        }

        await display.FollowAsync(_jobs, deltas, cancellationToken);
        if (isStorm)
        {
            FaultReport[] hits = [.. vendors.SelectMany(static v => v.EndStorm())];
            _faults.AddRange(hits);
            DemoDisplay.Say($"The storm is over: {string.Join(", ", hits.Select(static h => $"{h.Vendor} {h.Kind} {h.Hits}"))} times");
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
            if ((await WebhooksAsync(cancellationToken)).TrueForAll(static w => w.Processed == w.Stored))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>What the vendors sent against what is stored. Rows of earlier runs do not count.</summary>
    private async Task<List<WebhookReport>> WebhooksAsync(CancellationToken cancellationToken)
    {
        List<WebhookReport> reports = [];
        foreach (DemoVendor vendor in vendors)
        {
            (long stored, long processed) = await _rows.InboxAsync(vendor.Name, _startedAt, cancellationToken);
            reports.Add(new WebhookReport
            {
                Vendor = vendor.Name,
                Delivered = vendor.Webhooks.Delivered,
                Duplicates = vendor.Webhooks.Duplicates,
                Forged = vendor.Webhooks.Forged,
                ForgedTaken = vendor.Webhooks.ForgedTaken,
                Lost = vendor.Webhooks.GivenUp + vendor.Webhooks.Dropped,
                Stored = stored,
                Processed = processed,
            });
        }

        return reports;
    }

    private async Task<DemoReport> ReportAsync(List<AccountInfo> accounts, HashSet<SyncJobId> before, long started, CancellationToken cancellationToken)
    {
        List<SyncJobStatus> jobs = [.. (await JobsAsync(accounts, cancellationToken)).Where(j => !before.Contains(j.Id))];
        List<string> problems = [.. jobs.SelectMany(_check.Incomplete)];
        List<StreamReport> streams = [];
        foreach (DemoVendor vendor in vendors)
        {
            AccountInfo[] own = [.. accounts.Where(a => a.Ref.Vendor == vendor.Name)];
            streams.AddRange(await StreamsAsync(vendor, own, jobs, problems, cancellationToken));
        }

        foreach (AccountInfo account in accounts)
        {
            problems.AddRange(await _check.UnsettledAsync(account, cancellationToken));
            problems.AddRange(await _check.RejectedAsync(account, cancellationToken));
        }

        problems.AddRange(await _rows.DerivedDifferencesAsync(cancellationToken));
        problems.AddRange(await _rows.DriftAsync(_startedAt, cancellationToken));
        List<MatchReport> matches = vendors.Count > 1 ? await MatchesAsync(accounts[0].UserId!.Value, problems, cancellationToken) : [];
        Dictionary<string, IReadOnlyDictionary<string, long>> pairs = [];
        foreach (string view in matches.Count > 0 ? (string[])["participant_match", "transaction_match"] : [])
        {
            pairs[view] = await _rows.PairsAsync(view, cancellationToken);
        }

        List<WebhookReport> webhooks = await WebhooksAsync(cancellationToken);
        problems.AddRange(webhooks.SelectMany(static w => w.Problems()));
        problems.AddRange(vendors.Where(v => _faults.Where(f => f.Vendor == v.Name).Sum(static f => f.Hits) == 0).Select(static v => $"The storm of faults hit no request to {v.Title}."));

        using Process process = Process.GetCurrentProcess();
        return new DemoReport
        {
            Vendors = [.. vendors.Select(v => Sum(v, [.. jobs.Where(j => j.Account.Vendor == v.Name)]))],
            Streams = streams,
            Core = await _rows.CoreTablesAsync(cancellationToken),
            Matches = matches,
            Pairs = pairs,
            Webhooks = webhooks,
            Faults = _faults,
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2),
            CpuSeconds = Math.Round(process.TotalProcessorTime.TotalSeconds, 2),
            PeakMemoryBytes = process.PeakWorkingSet64,
            Ok = problems.Count == 0,
            Problems = problems,
        };
    }

    /// <summary>The streams of a vendor, account by account: what the vendor counts, and the rows in staging, mirror and core.</summary>
    private async Task<List<StreamReport>> StreamsAsync(DemoVendor vendor, AccountInfo[] accounts, List<SyncJobStatus> jobs, List<string> problems, CancellationToken cancellationToken)
    {
        string platform = host.Services.GetServices<VendorDescriptor>().Single(d => d.Name == vendor.Name).Platform;
        long[] ids = [.. accounts.Select(static a => a.Ref.Id.Value)];
        Dictionary<AccountRef, IReadOnlyList<StreamCount>> counts = [];
        foreach (AccountInfo account in accounts)
        {
            counts[account.Ref] = await _check.CountAsync(account, cancellationToken);
        }

        List<StreamReport> streams = [];
        foreach (ISyncSource source in _check.Sources(vendor.Name))
        {
            StreamName stream = source.Descriptor.Name;
            DemoCoreTable? core = vendor.Core.SingleOrDefault(c => c.Entity == stream.Entity);
            IReadOnlyDictionary<long, (long Rows, long Waiting)> staged = await _rows.StagedAsync(source.Descriptor, ids, cancellationToken);
            IReadOnlyDictionary<long, (long Rows, long Differing)> inCore =
                core is null ? new Dictionary<long, (long, long)>() : await _rows.CoreAsync(source.Descriptor, core, platform, ids, cancellationToken);
            foreach (AccountInfo account in accounts)
            {
                SyncStepStatus[] steps = [.. jobs.Where(j => j.Account == account.Ref).SelectMany(static j => j.Steps).Where(s => s.Stream == stream)];
                RecordCounts records = steps.Aggregate(RecordCounts.Zero, static (sum, s) => sum + s.Counts);
                RequestCounts requests = steps.Aggregate(RequestCounts.Zero, static (sum, s) => sum + s.Requests);
                StreamCount? count = counts[account.Ref].SingleOrDefault(c => c.Stream == stream);
                (long stagedRows, long waiting) = staged.GetValueOrDefault(account.Ref.Id.Value);
                (long coreRows, long differing) = inCore.GetValueOrDefault(account.Ref.Id.Value);
                Problem(count is { } c && c.Vendor != c.Mirror, $"the vendor has {count?.Vendor}, the mirror {count?.Mirror}.");
                Problem(!records.IsBalanced, "not every record read is accounted for.");
                Problem(waiting > 0, $"{waiting} staged rows wait.");
                Problem(differing > 0, $"{differing} records are in the mirror or in {core?.Table}, and not in both.");
                streams.Add(new StreamReport
                {
                    Account = account.Ref.ToString(),
                    Stream = stream.ToString(),
                    Outcome = steps.MaxBy(static s => s.FinishedAt)?.Outcome?.ToString(),
                    VendorCount = count?.Vendor,
                    StagedCount = source.Descriptor.StagingTable is null ? null : stagedRows,
                    MirrorCount = count?.Mirror ?? 0,
                    CoreTable = core?.Table,
                    CoreCount = core is null ? null : coreRows,
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

                void Problem(bool isOne, string problem)
                {
                    if (isOne)
                    {
                        problems.Add($"{account.Ref} {stream}: {problem}");
                    }
                }
            }
        }

        return streams;
    }

    /// <summary>The people and the deal of the last round, which every vendor has: put together by a rule, and never by name alone.</summary>
    private async Task<List<MatchReport>> MatchesAsync(long user, List<string> problems, CancellationToken cancellationToken)
    {
        DemoEncounter encounter = new(_played);
        List<MatchReport> matches = [];
        await AddAsync("a person with the same mail address", "mail", _rows.PersonAsync(user, encounter.MailName, cancellationToken));
        await AddAsync("a person with the same phone number and last name", "phone", _rows.PersonAsync(user, encounter.PhoneName, cancellationToken));
        await AddAsync("two people with the same name and nothing else", null, _rows.PersonAsync(user, encounter.NamesakeName, cancellationToken));
        await AddAsync("a deal with the same price and closing day", "price", _rows.DealAsync(user, encounter.Price, cancellationToken));
        return matches;

        async Task AddAsync(string what, string? expected, Task<(IReadOnlyList<string> Vendors, IReadOnlyList<string> Rules)> asked)
        {
            (IReadOnlyList<string> known, IReadOnlyList<string> rules) = await asked;
            matches.Add(new MatchReport(what, known, rules, expected));
            if (known.Count != vendors.Count || !rules.SequenceEqual(expected is null ? [] : [expected]))
            {
                problems.Add($"Of {what} {known.Count} of {vendors.Count} vendors know, matched by {(rules.Count == 0 ? "no rule" : string.Join(", ", rules))}. Expected: {expected ?? "no rule"}.");
            }
        }
    }

    private static VendorReport Sum(DemoVendor vendor, List<SyncJobStatus> jobs)
    {
        SyncJobStatus[] onboarding = [.. jobs.Where(static j => j.Type == SyncJobType.Onboarding)];
        RequestCounts requests = jobs.SelectMany(static j => j.Steps).Aggregate(RequestCounts.Zero, static (sum, s) => sum + s.Requests);
        long onboarded = onboarding.SelectMany(static j => j.Steps).Sum(static s => s.Counts.Read);
        double seconds = onboarding.Length == 0 ? 0 : (onboarding.SelectMany(static j => j.Steps).Max(static s => s.FinishedAt) - onboarding.Min(static j => j.CreatedAt))?.TotalSeconds ?? 0;
        return new VendorReport
        {
            Vendor = vendor.Name,
            Accounts = vendor.Accounts.Count,
            Onboarded = onboarded,
            OnboardingSeconds = Math.Round(seconds, 2),
            RecordsPerSecond = seconds > 0 ? Math.Round(onboarded / seconds, 1) : 0,
            Read = jobs.SelectMany(static j => j.Steps).Sum(static s => s.Counts.Read),
            Requests = requests.Requests,
            Throttled = requests.Throttled,
        };
    }
}
