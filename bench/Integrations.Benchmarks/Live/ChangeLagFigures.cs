namespace Integrations.Benchmarks;

/// <summary>How long a change at the vendor takes to its row in the core tables, in milliseconds.</summary>
/// <param name="Changes">Changes measured by webhook.</param>
/// <param name="WebhookP50Ms">Median by webhook.</param>
/// <param name="WebhookP95Ms">95th percentile by webhook.</param>
/// <param name="DeltaRunP95Ms">95th percentile of a delta that is due, from the change to the core row.</param>
/// <param name="DeltaP95Ms">95th percentile by delta alone: a change waits for the next delta, evenly within the stream's interval, and for its run.</param>
internal sealed record ChangeLagFigures(int Changes, double WebhookP50Ms, double WebhookP95Ms, double DeltaRunP95Ms, double DeltaP95Ms);
