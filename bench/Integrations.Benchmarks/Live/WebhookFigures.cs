namespace Integrations.Benchmarks;

/// <summary>What the webhook endpoint does under load: medians of the runs.</summary>
/// <param name="WebhooksPerSecond">Deliveries per second, each committed before its answer.</param>
/// <param name="WebhookP99Ms">99th percentile of the time from sending to the answer at that rate, in milliseconds.</param>
/// <param name="WebhookP99MsAtTarget">99th percentile at the target rate, counted from when each was to be sent.</param>
/// <param name="WebhooksVsBare">Deliveries per second, as a share of bare inserts of one row by as many connections as requests are in flight, in the same run.</param>
internal sealed record WebhookFigures(double WebhooksPerSecond, double WebhookP99Ms, double WebhookP99MsAtTarget, double WebhooksVsBare);
