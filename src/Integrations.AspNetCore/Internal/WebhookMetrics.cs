using System.Diagnostics;
using System.Diagnostics.Metrics;
using Integrations.Abstractions;

namespace Integrations.AspNetCore;

internal sealed class WebhookMetrics
{
    private readonly Counter<long> _received;
    private readonly Histogram<double> _duration;

    public WebhookMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(IntegrationTelemetry.AspNetCoreName);
        _received = meter.CreateCounter<long>(IntegrationTelemetry.WebhooksReceived, "{delivery}", "Webhook deliveries by what was answered.");
        _duration = meter.CreateHistogram<double>(IntegrationTelemetry.WebhookDuration, "s", "Time from a webhook's arrival to its answer.");
    }

    public void Answered(string vendor, WebhookOutcome outcome, TimeSpan duration)
    {
        TagList tags = new() { { IntegrationTelemetry.SourceTag, vendor }, { IntegrationTelemetry.OutcomeTag, outcome.Word } };
        _received.Add(1, tags);
        _duration.Record(duration.TotalSeconds, tags);
    }
}
