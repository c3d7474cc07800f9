namespace Integrations.Abstractions;

/// <summary>Names of sources, spans, instruments and tags that all packages use. The account is a span tag and never a metric tag.</summary>
public static class IntegrationTelemetry
{
    /// <summary>Activity source and meter of the engine.</summary>
    public const string EngineName = "Integrations.Engine";

    /// <summary>Activity source and meter of the HTTP kit.</summary>
    public const string HttpName = "Integrations.Http";

    /// <summary>Meter of the ASP.NET Core endpoints.</summary>
    public const string AspNetCoreName = "Integrations.AspNetCore";

    /// <summary>Counter of records by outcome, unit {record}.</summary>
    public const string Records = "integrations.sync.records";

    /// <summary>Counter of pages, unit {page}.</summary>
    public const string Pages = "integrations.sync.pages";

    /// <summary>Histogram of run durations, unit s.</summary>
    public const string Duration = "integrations.sync.duration";

    /// <summary>Histogram of the age of the last success when a run begins, unit s.</summary>
    public const string Lag = "integrations.sync.lag";

    /// <summary>Counter of rejects by reason class, unit {record}.</summary>
    public const string Rejected = "integrations.sync.rejected";

    /// <summary>Counter of unknown fields and values, unit {note}.</summary>
    public const string Drift = "integrations.sync.drift";

    /// <summary>Histogram of the time from the arrival of a webhook to the commit of its records, mirror and core rows, unit s.</summary>
    public const string WebhookLag = "integrations.webhook.lag";

    /// <summary>Counter of webhooks worked on by outcome (processed, waiting, failed, dead), unit {event}.</summary>
    public const string Webhooks = "integrations.webhook.events";

    /// <summary>Histogram of waits for the rate budget, unit s.</summary>
    public const string RateLimitWait = "integrations.rate_limit.wait";

    /// <summary>Counter of answers 429, unit {request}.</summary>
    public const string Throttled = "integrations.rate_limit.throttled";

    /// <summary>Gauge: age of the oldest last success of an active account, by stream, unit s.</summary>
    public const string StatusLag = "integrations.status.lag";

    /// <summary>Gauge: streams of active accounts that are late, unit {stream}.</summary>
    public const string StatusLate = "integrations.status.late";

    /// <summary>Gauge: streams of active accounts whose deletions are held back, unit {stream}.</summary>
    public const string StatusHeld = "integrations.status.held";

    /// <summary>Gauge: rejected records that nothing has settled yet, unit {record}.</summary>
    public const string StatusRejects = "integrations.status.rejects";

    /// <summary>Gauge: what waits, by kind, unit {item}.</summary>
    public const string StatusBacklog = "integrations.status.backlog";

    /// <summary>Gauge: accounts by state, unit {account}.</summary>
    public const string StatusAccounts = "integrations.status.accounts";

    /// <summary>Histogram: seconds that handlers of the worker queue take.</summary>
    public const string WorkDuration = "integrations.queue.duration";

    /// <summary>Tag: kind of work of the queue.</summary>
    public const string KindTag = "integration.kind";

    /// <summary>Counter of webhook deliveries by what was answered, unit {delivery}.</summary>
    public const string WebhooksReceived = "integrations.webhooks.received";

    /// <summary>Histogram of the time from a delivery's arrival to its answer, unit s.</summary>
    public const string WebhookDuration = "integrations.webhooks.duration";

    /// <summary>Tag: vendor.</summary>
    public const string SourceTag = "integration.source";

    /// <summary>Tag: stream.</summary>
    public const string StreamTag = "integration.stream";

    /// <summary>Span tag: account, shape <c>fub/17</c>.</summary>
    public const string AccountTag = "integration.account";

    /// <summary>Tag: outcome.</summary>
    public const string OutcomeTag = "outcome";

    /// <summary>Tag: reason class of an error.</summary>
    public const string ErrorTag = "error.type";
}
