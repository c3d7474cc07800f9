using System.Globalization;
using Integrations.Abstractions;
using Spectre.Console;

namespace SyncHost.Demo;

/// <summary>What a person sees: live bars on a terminal, plain lines elsewhere.</summary>
internal sealed class DemoDisplay
{
    private readonly bool _isLive = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    public DemoDisplay()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 240;
        }
    }

    public static void Say(string text) =>
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{TimeProvider.System.GetLocalNow():HH:mm:ss}[/] {text}");

    /// <summary>Shows the steps of several jobs until all are settled.</summary>
    public Task<IReadOnlyList<SyncJobStatus>> FollowAsync(ISyncJobs jobs, IReadOnlyList<SyncJobId> ids, CancellationToken cancellationToken) =>
        _isLive ? FollowLiveAsync(jobs, ids, cancellationToken) : FollowPlainAsync(jobs, ids, cancellationToken);

    public static void Table(DemoReport report)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("account").NoWrap().Padding(0, 1));
        table.AddColumn(new TableColumn("stream").NoWrap().Padding(0, 1));
        foreach (string name in (string[])["vendor", "mirror", "read", "inserted", "updated", "unchanged", "deleted", "rejected", "requests", "429", "seconds"])
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap().Padding(0, 1));
        }

        foreach (StreamReport s in report.Streams)
        {
            table.AddRow(
                s.Account,
                s.Stream,
                Number(s.VendorCount),
                s.MirrorCount == s.VendorCount ? Number(s.MirrorCount) : $"[red]{Number(s.MirrorCount)}[/]",
                Number(s.Read),
                Number(s.Inserted),
                Number(s.Updated),
                Number(s.Unchanged),
                Number(s.Deleted),
                Number(s.Rejected),
                Number(s.Requests),
                Number(s.Throttled),
                s.Seconds.ToString("0.0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }

    private static async Task<IReadOnlyList<SyncJobStatus>> FollowLiveAsync(ISyncJobs jobs, IReadOnlyList<SyncJobId> ids, CancellationToken cancellationToken)
    {
        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async progress =>
            {
                Dictionary<string, ProgressTask> bars = new(StringComparer.Ordinal);
                return await Task.WhenAll(ids.Select(id => JobWait.ForAsync(jobs, id, Show, cancellationToken)));

                void Show(SyncJobStatus job)
                {
                    lock (bars)
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

    private static async Task<IReadOnlyList<SyncJobStatus>> FollowPlainAsync(ISyncJobs jobs, IReadOnlyList<SyncJobId> ids, CancellationToken cancellationToken)
    {
        HashSet<(SyncJobId, StreamName)> said = [];
        return await Task.WhenAll(ids.Select(id => JobWait.ForAsync(jobs, id, Show, cancellationToken)));

        void Show(SyncJobStatus job)
        {
            lock (said)
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
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
