using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging.Testing;

namespace Integrations.EndToEnd;

/// <summary>Writes down everything that leaves the library towards people and their tools: logs of all levels with their values and scopes, spans, metric tags, exceptions, answers of endpoints.</summary>
internal sealed class PrivacyWitness : IDisposable
{
    private readonly ConcurrentQueue<(string Place, string Text)> _said = [];
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters;

    public PrivacyWitness()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Stopped,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters = new MeterListener { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        _meters.SetMeasurementEventCallback<long>((i, _, tags, _) => Measured(i, tags));
        _meters.SetMeasurementEventCallback<int>((i, _, tags, _) => Measured(i, tags));
        _meters.SetMeasurementEventCallback<double>((i, _, tags, _) => Measured(i, tags));
        _meters.Start();
        AppDomain.CurrentDomain.FirstChanceException += Thrown;
    }

    public FakeLogCollector Logs { get; } = new();

    /// <summary>True for a span that is the simulated vendor's or the browser's own.</summary>
    public Func<Activity, bool> IsForeign { get; set; } = static _ => false;

    public void Answer(string path, string text) => _said.Enqueue(("answer " + path, text));

    /// <summary>Everything, with where it was said.</summary>
    public IReadOnlyList<(string Place, string Text)> Everything()
    {
        _meters.RecordObservableInstruments();
        return
        [
            .. _said,
            .. Logs.GetSnapshot().Select(static r => (
                $"log {r.Category} {r.Id.Id} {r.Level}",
                $"{r.Message} {r.Exception} {string.Join(' ', r.StructuredState?.Select(static s => $"{s.Key}={s.Value}") ?? [])} {string.Join(' ', r.Scopes.Select(static s => s is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Where(static p => p.Key != "RequestPath")) : s?.ToString()))}")),
        ];
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Thrown;
        _meters.Dispose();
        _spans.Dispose();
    }

    private void Stopped(Activity span)
    {
        if (!IsForeign(span))
        {
            // The events of Npgsql's spans hold the server's own words; the docs say how to do without them.
            bool isNpgsql = span.Source.Name == "Npgsql";
            _said.Enqueue((
                $"span {span.Source.Name} {span.OperationName}",
                $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Baggage)} {string.Join(' ', span.Events.Where(_ => !isNpgsql).Select(static e => $"{e.Name} {string.Join(' ', e.Tags)}"))}"));
        }
    }

    private void Measured(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _said.Enqueue(($"metric {instrument.Name} {tag.Key}", tag.Value?.ToString() ?? ""));
        }
    }

    /// <summary>Every error of the library, wherever it is caught later.</summary>
    private void Thrown(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is IntegrationException error)
        {
            _said.Enqueue(($"exception {error.GetType().Name}", $"{error} {error.Context}"));
        }
    }
}
