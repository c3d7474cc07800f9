using System.Diagnostics;
using System.Diagnostics.Metrics;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>Instruments of this package. Requests themselves are measured and traced by HttpClient.</summary>
internal sealed class HttpTelemetry
{
    private static readonly ActivitySource Source = new(IntegrationTelemetry.HttpName);
    private readonly Histogram<double> _wait;
    private readonly Counter<long> _throttled;

    public HttpTelemetry(IMeterFactory meters)
    {
        // The factory owns the meter and disposes it with the host.
        Meter meter = meters.Create(IntegrationTelemetry.HttpName);
        _wait = meter.CreateHistogram<double>(IntegrationTelemetry.RateLimitWait, "s", "Time a request waited for the rate budget before it was sent.");
        _throttled = meter.CreateCounter<long>(IntegrationTelemetry.Throttled, "{request}", "Requests that the vendor answered with 429.");
    }

    /// <summary>Span of one call with all its waits and attempts. The account is a tag of the span and of no metric.</summary>
    public static Activity? StartCall(VendorCall call)
    {
        Activity? activity = Source.StartActivity("vendor call", ActivityKind.Internal);
        if (activity is not null)
        {
            activity.SetTag(IntegrationTelemetry.SourceTag, call.Vendor);
            activity.SetTag(IntegrationTelemetry.StreamTag, call.Stream?.ToString());
            activity.SetTag(IntegrationTelemetry.AccountTag, call.Account?.ToString());
        }

        return activity;
    }

    public void Waited(VendorCall call, TimeSpan wait) => _wait.Record(wait.TotalSeconds, Tags(call));

    public void Throttled(VendorCall call) => _throttled.Add(1, Tags(call));

    private static TagList Tags(VendorCall call)
    {
        TagList tags = new() { { IntegrationTelemetry.SourceTag, call.Vendor } };
        if (call.Stream is { } stream)
        {
            tags.Add(IntegrationTelemetry.StreamTag, stream.ToString());
        }

        return tags;
    }
}
