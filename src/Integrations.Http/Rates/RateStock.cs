using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Permits of one account and context that were taken ahead, so that a reader far below its allowance does not ask the store for each request. They last a small part of the margin
/// that every permit counts beyond its window, which keeps invariant I12, and none are taken once half of the allowance is used, so that nobody is refused for what lies here.
/// </summary>
internal sealed class RateStock
{
    private const int Most = 64;

    private readonly Lock _lock = new();
    private IReadOnlyList<RateScopeState> _states = [];
    private TimeSpan _asked;
    private TimeSpan _given;
    private TimeSpan _until = TimeSpan.MinValue;
    private int _permits;
    private int _step;

    /// <summary>A permit without a wait. Null when none is left, or they are too old.</summary>
    public RateGrant? Take(TimeSpan now)
    {
        lock (_lock)
        {
            if (_permits == 0 || now >= _until)
            {
                return null;
            }

            _permits--;
            return new RateGrant(_states, TimeSpan.Zero, _asked, _given);
        }
    }

    /// <summary>Permits to ask for beyond those that are waited for: twice as many each time that the last ones were all used at once, half as many each time that some were not.</summary>
    public int Ahead(TimeSpan now, double margin)
    {
        lock (_lock)
        {
            bool isBusy = now < _until + Lifetime(margin);
            _step = !isBusy ? 0 : _permits > 0 ? _step / 2 : Math.Clamp(_step * 2, 1, Most);
            _permits = 0;
            return Math.Min(_step, Room());
        }
    }

    /// <summary>Takes in what a reservation left.</summary>
    /// <param name="reservation">The reservation.</param>
    /// <param name="left">Permits of it that nobody waits for.</param>
    /// <param name="asked">When it was asked for.</param>
    /// <param name="given">When it was answered.</param>
    /// <param name="margin">Part of the window by which permits count longer.</param>
    public void Fill(RateReservation reservation, int left, TimeSpan asked, TimeSpan given, double margin)
    {
        lock (_lock)
        {
            _states = reservation.States;
            _permits = left;
            _asked = asked;
            _given = given;
            _until = asked + Lifetime(margin);
        }
    }

    /// <summary>Throws away what is left: the vendor has said that the allowance is another.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _permits = 0;
            _step = 0;
        }
    }

    public bool IsOld(TimeSpan now, TimeSpan age)
    {
        lock (_lock)
        {
            return _until + age < now;
        }
    }

    /// <summary>A third of the margin: two thirds remain for the ways that vary.</summary>
    private TimeSpan Lifetime(double margin)
    {
        TimeSpan shortest = TimeSpan.MaxValue;
        foreach (RateScopeState state in _states)
        {
            if (state.Limit is { } limit && limit.Window < shortest)
            {
                shortest = limit.Window;
            }
        }

        return shortest == TimeSpan.MaxValue ? TimeSpan.Zero : shortest * Math.Min(margin / 3, 0.01);
    }

    private int Room()
    {
        int room = int.MaxValue;
        foreach (RateScopeState state in _states)
        {
            room = Math.Min(room, state is { Limit: { } limit, ForeignUse: false } ? Math.Max(0, (limit.Permits / 2) - state.Used) : 0);
        }

        return _states.Count == 0 ? 0 : room;
    }
}
