using Integrations.Abstractions;

namespace Integrations.Http.Tests;

/// <summary>The store in memory, with a list of what it granted and when.</summary>
internal sealed class RecordingStore(TimeProvider time) : IRateBudgetStore
{
    private readonly InMemoryRateBudgetStore _inner = new(time);
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public List<(TimeSpan At, RateScope Own)> Granted { get; } = [];

    public int Calls { get; private set; }

    public Exception? Fault { get; set; }

    public async ValueTask<RateReservation> ReserveAsync(RateReservationRequest request, CancellationToken cancellationToken = default)
    {
        Calls++;
        if (Fault is { } fault)
        {
            throw fault;
        }

        RateReservation reservation = await _inner.ReserveAsync(request, cancellationToken);
        Granted.AddRange(Enumerable.Repeat((time.GetUtcNow() - _start, request.Scopes[0].Scope), reservation.Granted));
        return reservation;
    }

    public ValueTask ReportAsync(RateReport report, CancellationToken cancellationToken = default) => _inner.ReportAsync(report, cancellationToken);

    public ValueTask DelayAsync(RateLateness late, CancellationToken cancellationToken = default) => _inner.DelayAsync(late, cancellationToken);
}
