using System.Diagnostics.Metrics;
using Integrations.Abstractions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

/// <summary>
/// The state of all work as gauges by vendor and stream. A scrape reads what was summed up last and asks nothing: when that is older than <see cref="EngineOptions.StatusMaxAge"/>, one look at
/// the database begins beside it, whose numbers the next scrape sees.
/// </summary>
internal sealed class StatusGauges : IHostedService
{
    private readonly IntegrationStatus _status;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Task _look = Task.CompletedTask;

    public StatusGauges(IntegrationStatus status, IMeterFactory meters, TimeProvider time, ILogger<StatusGauges> logger)
    {
        (_status, _time, _logger) = (status, time, logger);
        Meter meter = meters.Create(IntegrationTelemetry.EngineName);
        Gauge(meter, IntegrationTelemetry.StatusLag, "s", "Age of the oldest last success of an active account.", static (s, now) => s.OldestSuccessAt is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0);
        Gauge(meter, IntegrationTelemetry.StatusLate, "{stream}", "Streams of active accounts that are late.", static (s, _) => s.Late);
        Gauge(meter, IntegrationTelemetry.StatusHeld, "{stream}", "Streams of active accounts whose deletions are held back.", static (s, _) => s.Held);
        Gauge(meter, IntegrationTelemetry.StatusRejects, "{record}", "Rejected records that nothing has settled yet.", static (s, _) => s.Rejects.Count);
        meter.CreateObservableGauge(IntegrationTelemetry.StatusBacklog, Backlogs, "{item}", "What waits: steps, webhooks, items of the worker queue.");
        meter.CreateObservableGauge(IntegrationTelemetry.StatusAccounts, Accounts, "{account}", "Accounts by state.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken) => await _look.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void Gauge(Meter meter, string name, string unit, string description, Func<StreamTotals, DateTimeOffset, double> value) => meter.CreateObservableGauge(
        name,
        () => Look() is { } summary
            ? summary.Totals.Streams.Select(s => new Measurement<double>(value(s, _time.GetUtcNow()), Tag(IntegrationTelemetry.SourceTag, s.Stream.Vendor), Tag(IntegrationTelemetry.StreamTag, s.Stream.ToString())))
            : [],
        unit,
        description);

    private IEnumerable<Measurement<long>> Backlogs() => Look() is { } summary
        ?
        [
            .. summary.Totals.Streams.SelectMany(static s => new[] { Waiting(s, "steps", s.Steps), Waiting(s, "webhooks", s.Inbox) }),
            .. summary.Totals.Vendors.Select(static v => new Measurement<long>(v.Queue.Count, Tag(IntegrationTelemetry.SourceTag, v.Vendor), Tag("kind", "queue"))),
        ]
        : [];

    private IEnumerable<Measurement<long>> Accounts() => Look() is { } summary
        ? summary.Totals.Vendors.SelectMany(static v => v.Accounts.Select(a => new Measurement<long>(a.Value, Tag(IntegrationTelemetry.SourceTag, v.Vendor), Tag("status", a.Key.ToString()))))
        : [];

    private static Measurement<long> Waiting(StreamTotals stream, string kind, Backlog backlog) =>
        new(backlog.Count, Tag(IntegrationTelemetry.SourceTag, stream.Stream.Vendor), Tag(IntegrationTelemetry.StreamTag, stream.Stream.ToString()), Tag("kind", kind));

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    private StatusSummary? Look()
    {
        if (_status.IsStale && _look.IsCompleted)
        {
            _look = RefreshAsync();
        }

        return _status.Latest;
    }

    private async Task RefreshAsync()
    {
        // Off the scrape's thread from the first statement on.
        await Task.Yield();
        try
        {
            await _status.SummarizeAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            StatusLog.NotRead(_logger, FailurePolicy.IsBug(e) ? e : null, e.Message);
        }
    }
}
