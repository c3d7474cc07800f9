using System.Diagnostics;
using System.Globalization;
using Integrations.Abstractions;
using Spectre.Console;

namespace SyncHost.Demo;

/// <summary>What a person sees: live bars on a terminal, plain lines elsewhere.</summary>
internal sealed class DemoDisplay
{
    /// <summary>Up to so many jobs each step is told; of more, sums.</summary>
    private const int JobsByStep = 40;

    private static readonly TimeSpan SumEvery = TimeSpan.FromSeconds(5);

    private readonly bool _isLive = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    public static void Say(string text) =>
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{TimeProvider.System.GetLocalNow():HH:mm:ss}[/] {text}");

    /// <summary>Shows the steps of several jobs until all are settled.</summary>
    public Task<IReadOnlyList<SyncJobStatus>> FollowAsync(ISyncJobs jobs, IReadOnlyList<SyncJobId> ids, CancellationToken cancellationToken) =>
        _isLive && ids.Count <= JobsByStep ? FollowLiveAsync(jobs, ids, cancellationToken) : FollowPlainAsync(jobs, ids, cancellationToken);

    public static void Tables(DemoReport report)
    {
        Table streams = Columns(["stream"], ["vendor", "staged", "mirror", "core"], ["core table"], ["read", "inserted", "updated", "unchanged", "deleted", "rejected", "requests", "429", "seconds"]);
        foreach (StreamReport s in report.Streams.GroupBy(static s => s.Stream, StringComparer.Ordinal).Select(static g => g.Aggregate(Sum)))
        {
            streams.AddRow(
                s.Stream,
                s.VendorCount is { } vendor ? Number(vendor) : "not set up",
                Number(s.StagedCount),
                s.VendorCount is null || s.MirrorCount == s.VendorCount ? Number(s.MirrorCount) : $"[red]{Number(s.MirrorCount)}[/]",
                Number(s.CoreCount),
                s.CoreTable ?? "",
                Number(s.Read),
                Number(s.Inserted),
                Number(s.Updated),
                Number(s.Unchanged),
                Number(s.Deleted),
                Number(s.Rejected),
                Number(s.Requests),
                Number(s.Throttled),
                Seconds(s.Seconds));
        }

        AnsiConsole.Write(streams);
        Table vendors = Columns(["vendor"], ["accounts", "onboarded", "seconds", "records/s", "read in all", "requests", "429"]);
        foreach (VendorReport v in report.Vendors)
        {
            vendors.AddRow(v.Vendor, Number(v.Accounts), Number(v.Onboarded), Seconds(v.OnboardingSeconds), Number((long)v.RecordsPerSecond), Number(v.Read), Number(v.Requests), Number(v.Throttled));
        }

        AnsiConsole.Write(vendors);
        string[] sources = [.. report.Core.SelectMany(static c => c.Rows.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Table core = Columns(["core table"], sources);
        foreach (CoreReport c in report.Core)
        {
            core.AddRow([c.Table, .. sources.Select(s => c.Rows.TryGetValue(s, out long rows) ? Number(rows) : "")]);
        }

        AnsiConsole.Write(core);
        if (report.Matches.Count > 0)
        {
            Table matches = Columns(["at several vendors", "known to", "matched by"]);
            foreach (MatchReport m in report.Matches)
            {
                matches.AddRow(Markup.Escape(m.What), string.Join(", ", m.Vendors), m.Rules.Count == 0 ? "no rule" : string.Join(", ", m.Rules));
            }

            AnsiConsole.Write(matches);
        }
    }

    /// <summary>A table of columns of text and of numbers in turn.</summary>
    private static Table Columns(params string[][] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (int i = 0; i < columns.Length; i++)
        {
            foreach (string name in columns[i])
            {
                TableColumn column = new TableColumn(name).NoWrap().Padding(0, 1);
                table.AddColumn(i % 2 == 0 ? column : column.RightAligned());
            }
        }

        return table;
    }

    /// <summary>A stream of several accounts.</summary>
    private static StreamReport Sum(StreamReport a, StreamReport b) => a with
    {
        VendorCount = a.VendorCount + b.VendorCount,
        StagedCount = a.StagedCount + b.StagedCount,
        MirrorCount = a.MirrorCount + b.MirrorCount,
        CoreCount = a.CoreCount + b.CoreCount,
        Read = a.Read + b.Read,
        Inserted = a.Inserted + b.Inserted,
        Updated = a.Updated + b.Updated,
        Unchanged = a.Unchanged + b.Unchanged,
        Deleted = a.Deleted + b.Deleted,
        Rejected = a.Rejected + b.Rejected,
        Requests = a.Requests + b.Requests,
        Throttled = a.Throttled + b.Throttled,
        Seconds = a.Seconds + b.Seconds,
    };

    private static async Task<IReadOnlyList<SyncJobStatus>> FollowLiveAsync(ISyncJobs jobs, IReadOnlyList<SyncJobId> ids, CancellationToken cancellationToken)
    {
        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async progress =>
            {
                Dictionary<string, ProgressTask> bars = new(StringComparer.Ordinal);
                return await JobWait.ForAsync(jobs, ids, Show, cancellationToken);

                void Show(SyncJobStatus job)
                {
                    foreach (SyncStepStatus step in job.Steps)
                    {
                        string name = $"{job.Account} {step.Stream.Entity}";
                        if (!bars.TryGetValue(name, out ProgressTask? bar))
                        {
                            bars[name] = bar = progress.AddTask(Markup.Escape(name), autoStart: false);
                        }

                        Move(bar, name, step);
                    }
                }
            });
    }

    private static void Move(ProgressTask bar, string name, SyncStepStatus step)
    {
        if (step.State != SyncJobState.Pending && !bar.IsStarted)
        {
            bar.StartTask();
        }

        bar.Description = $"{Markup.Escape(name),-24} {step.Counts.Read,9:N0}";
        bar.MaxValue = Math.Max(1, step.ReportedTotal ?? step.Counts.Read);
        bar.Value = Math.Min(step.Counts.Read, bar.MaxValue);
        if (step.State is SyncJobState.Completed or SyncJobState.Error && !bar.IsFinished)
        {
            bar.Value = bar.MaxValue;
            bar.StopTask();
        }
    }

    private static Task<IReadOnlyList<SyncJobStatus>> FollowPlainAsync(ISyncJobs jobs, IReadOnlyList<SyncJobId> ids, CancellationToken cancellationToken)
    {
        HashSet<(SyncJobId, StreamName)> said = [];
        Dictionary<SyncJobId, SyncJobStatus> latest = [];
        long lastSum = Stopwatch.GetTimestamp();
        return JobWait.ForAsync(jobs, ids, ids.Count <= JobsByStep ? ShowSteps : ShowSum, cancellationToken);

        void ShowSteps(SyncJobStatus job)
        {
            foreach (SyncStepStatus step in job.Steps.Where(static s => s.State is SyncJobState.Completed or SyncJobState.Error))
            {
                if (said.Add((job.Id, step.Stream)))
                {
                    RecordCounts c = step.Counts;
                    Say(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{job.Type,-10} {job.Account} {step.Stream,-18} {step.State} {step.Outcome}: read {c.Read}, inserted {c.Inserted}, updated {c.Updated}, unchanged {c.Unchanged}, deleted {c.Deleted}, rejected {c.Rejected} {step.ErrorMessage}"));
                }
            }
        }

        void ShowSum(SyncJobStatus job)
        {
            latest[job.Id] = job;
            if (Stopwatch.GetElapsedTime(lastSum) > SumEvery || latest.Count == ids.Count && latest.Values.All(static j => j.IsSettled))
            {
                lastSum = Stopwatch.GetTimestamp();
                SyncStepStatus[] steps = [.. latest.Values.SelectMany(static j => j.Steps)];
                Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{job.Type,-10} {latest.Values.Count(static j => j.IsSettled):N0} of {ids.Count:N0} jobs, {steps.Count(static s => s.State == SyncJobState.Completed):N0} of {steps.Length:N0} steps complete, {steps.Count(static s => s.State == SyncJobState.Error):N0} failed, {steps.Sum(static s => s.Counts.Read):N0} records read"));
            }
        }
    }

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private static string Seconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
