using System.Diagnostics;
using System.Diagnostics.Metrics;
using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Spans and instruments of the engine. The account is a tag of spans and never of instruments.</summary>
internal sealed class EngineMetrics
{
    public static readonly ActivitySource Activities = new(IntegrationTelemetry.EngineName);

    private readonly Counter<long> _records;
    private readonly Counter<long> _pages;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _drift;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _webhooks;
    private readonly Histogram<double> _webhookLag;
    private readonly Histogram<double> _work;

    public EngineMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(IntegrationTelemetry.EngineName);
        _records = meter.CreateCounter<long>(IntegrationTelemetry.Records, "{record}", "Records by what became of them.");
        _pages = meter.CreateCounter<long>(IntegrationTelemetry.Pages, "{page}", "Vendor pages stored.");
        _rejected = meter.CreateCounter<long>(IntegrationTelemetry.Rejected, "{record}", "Records kept aside, by reason class.");
        _drift = meter.CreateCounter<long>(IntegrationTelemetry.Drift, "{note}", "Fields and values that this version does not know.");
        _duration = meter.CreateHistogram<double>(IntegrationTelemetry.Duration, "s", "Duration of runs.");
        _lag = meter.CreateHistogram<double>(IntegrationTelemetry.Lag, "s", "Age of the last success when a run begins.");
        _webhooks = meter.CreateCounter<long>(IntegrationTelemetry.Webhooks, "{event}", "Webhooks worked on, by what became of them.");
        _webhookLag = meter.CreateHistogram<double>(IntegrationTelemetry.WebhookLag, "s", "Time from the arrival of a webhook to the commit of its records.");
        _work = meter.CreateHistogram<double>(IntegrationTelemetry.WorkDuration, "s", "Duration of items of the worker queue.");
    }

    public static Activity? StartRun(SyncClaim claim, RunPlan plan)
    {
        Activity? activity = Activities.StartActivity($"sync {claim.Lease.Stream}");
        activity?.SetTag(IntegrationTelemetry.SourceTag, claim.Lease.Stream.Vendor);
        activity?.SetTag(IntegrationTelemetry.StreamTag, claim.Lease.Stream.ToString());
        activity?.SetTag(IntegrationTelemetry.AccountTag, claim.Account.Ref.ToString());
        activity?.SetTag("integration.mode", plan.Mode.ToString());
        activity?.SetTag("integration.run", claim.Lease.RunId.ToString());
        return activity;
    }

    public static Activity? StartLive(LiveClaim claim, string what)
    {
        Activity? activity = Activities.StartActivity($"{what} {claim.Lease.Stream}");
        activity?.SetTag(IntegrationTelemetry.SourceTag, claim.Lease.Stream.Vendor);
        activity?.SetTag(IntegrationTelemetry.StreamTag, claim.Lease.Stream.ToString());
        activity?.SetTag(IntegrationTelemetry.AccountTag, claim.Lease.Account.ToString());
        activity?.SetTag("integration.run", claim.Lease.RunId.ToString());
        return activity;
    }

    public void Webhook(StreamName stream, InboxSettlement settlement, DateTimeOffset now)
    {
        TagList tags = Tags(stream);
        if (settlement.Status == InboxStatus.Processed)
        {
            _webhookLag.Record((now - settlement.Item.ReceivedAt).TotalSeconds, tags);
        }

        tags.Add(IntegrationTelemetry.OutcomeTag, settlement.Status switch
        {
            InboxStatus.Processed => "processed",
            InboxStatus.Dead => "dead",
            InboxStatus.Failed => "failed",
            _ => "waiting",
        });
        _webhooks.Add(1, tags);
    }

    public void Started(SyncClaim claim, DateTimeOffset now)
    {
        if (claim.State.LastSyncAt is { } last)
        {
            _lag.Record((now - last).TotalSeconds, Tags(claim.Lease.Stream));
        }
    }

    public void Stored(StreamName stream, RecordCounts counts, long pages)
    {
        _pages.Add(pages, Tags(stream));
        Add(stream, "inserted", counts.Inserted);
        Add(stream, "updated", counts.Updated);
        Add(stream, "unchanged", counts.Unchanged);
        Add(stream, "deleted", counts.Deleted);
        Add(stream, "rejected", counts.Rejected);
    }

    /// <summary>Counts rejects and drift of records that are stored, the drift of the run too.</summary>
    public void Observe(StreamName stream, IReadOnlyList<MappedRecord> records, DriftTally drift)
    {
        foreach (MappedRecord record in records)
        {
            if (record.Problem is { } problem)
            {
                Rejected(stream, problem.Code);
            }

            foreach (DriftNote note in record.Drift)
            {
                drift.Add(note);
                Drifted(stream, note);
            }
        }
    }

    private void Rejected(StreamName stream, string code)
    {
        TagList tags = Tags(stream);
        tags.Add(IntegrationTelemetry.ErrorTag, code);
        _rejected.Add(1, tags);
    }

    private void Drifted(StreamName stream, DriftNote note)
    {
        TagList tags = Tags(stream);
        tags.Add("kind", note.Kind.ToString());
        _drift.Add(1, tags);
    }

    public void Finished(StreamName stream, TimeSpan duration, string outcome, string? errorCode)
    {
        TagList tags = Tags(stream);
        tags.Add(IntegrationTelemetry.OutcomeTag, outcome);
        if (errorCode is not null)
        {
            tags.Add(IntegrationTelemetry.ErrorTag, errorCode);
        }

        _duration.Record(duration.TotalSeconds, tags);
    }

    public void Worked(WorkItem item, TimeSpan duration, WorkResult result)
    {
        TagList tags = new()
        {
            { IntegrationTelemetry.SourceTag, item.Account.Vendor },
            { IntegrationTelemetry.KindTag, item.Kind },
            { IntegrationTelemetry.OutcomeTag, result.Outcome?.ToString() ?? result.Verdict.ToString() },
        };
        if (result.Code is not null)
        {
            tags.Add(IntegrationTelemetry.ErrorTag, result.Code);
        }

        _work.Record(duration.TotalSeconds, tags);
    }

    private void Add(StreamName stream, string outcome, long count)
    {
        if (count > 0)
        {
            TagList tags = Tags(stream);
            tags.Add(IntegrationTelemetry.OutcomeTag, outcome);
            _records.Add(count, tags);
        }
    }

    private static TagList Tags(StreamName stream) => new()
    {
        { IntegrationTelemetry.SourceTag, stream.Vendor },
        { IntegrationTelemetry.StreamTag, stream.ToString() },
    };
}
