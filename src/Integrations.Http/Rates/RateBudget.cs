using System.Collections.Concurrent;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Lets requests wait for their permits before they are sent (invariant I12). Requests of one account and context are served in the order of their arrival; accounts that share a
/// ceiling take turns, so that a busy one does not starve the others (invariant I13).
/// </summary>
internal sealed class RateBudget(IRateBudgetStore store, TimeProvider time)
{
    /// <summary>Permits that one account takes in its turn.</summary>
    private const int Block = 16;

    /// <summary>Stocks above which those that are not used any more are forgotten.</summary>
    private const int SweepAbove = 1024;

    /// <summary>Part of a window for which a full lane gathers permits that become free one after the other, instead of asking the store for each.</summary>
    private const double Gather = 0.005;

    /// <summary>The finest wait of a timer.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan StockAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<RateScope, Group> _groups = new();
    private readonly ConcurrentDictionary<(RateScope Group, RateScope Lane), RateStock> _stocks = new();
    private readonly ConcurrentDictionary<RateScope, RateLatecomers> _late = new();
    private readonly long _origin = time.GetTimestamp();

    public IRateBudgetStore Store => store;

    /// <summary>Groups in memory; for tests.</summary>
    internal int Groups => _groups.Count;

    /// <summary>Waits for one permit.</summary>
    /// <exception cref="RateWaitException">The permit would come after more than <paramref name="maxWait"/>.</exception>
    public async ValueTask<RateGrant> AcquireAsync(RateDemand demand, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan started = Now();
        if (_stocks.TryGetValue((demand.Group, demand.Lane), out RateStock? stock) && stock.Take(started) is { } grant)
        {
            return grant;
        }

        Waiter waiter = new(started, started + maxWait, cancellationToken);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).Cancel(token), waiter);

        Group group;
        do
        {
            group = _groups.GetOrAdd(demand.Group, static (scope, budget) => new Group(budget, scope), this);
        }
        while (!group.TryEnqueue(demand, waiter));

        group.Run();
        return await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>Throws away permits of a scope that were taken ahead: what they were granted under does not hold any more.</summary>
    public void Forget(RateScope scope)
    {
        foreach (((RateScope Group, RateScope Lane) key, RateStock stock) in _stocks)
        {
            if (key.Lane == scope || key.Group == scope)
            {
                stock.Clear();
            }
        }
    }

    /// <summary>
    /// Lets a permit count longer whose answer came later than the margin: its request may have reached the vendor as late as that, after a cold start, on a slow line or behind the
    /// vendor's own queue.
    /// </summary>
    public void Settle(RateDemand demand, RateGrant grant)
    {
        TimeSpan taken = Now() - grant.Asked;
        IReadOnlyList<RateScopeDemand> scopes = demand.Scopes();
        for (int i = 0; i < scopes.Count; i++)
        {
            if (grant.States[i].Limit is { } limit && taken > limit.Window * demand.Margin)
            {
                RateScope scope = scopes[i].Scope;
                _late.GetOrAdd(scope, static (s, budget) => new RateLatecomers(s, budget), this).Add(grant.Given, limit.Window * demand.Margin);
            }
        }
    }

    /// <summary>A monotone time.</summary>
    public TimeSpan Now() => time.GetElapsedTime(_origin);

    private sealed class Waiter(TimeSpan since, TimeSpan deadline, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource<RateGrant> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeSpan Deadline => deadline;

        public Task<RateGrant> Task => _source.Task;

        public bool IsWaiting => !_source.Task.IsCompleted && !cancellationToken.IsCancellationRequested;

        public void Cancel(CancellationToken token) => _source.TrySetCanceled(token);

        public void Grant(RateReservation reservation, TimeSpan asked, TimeSpan now) => _source.TrySetResult(new RateGrant(reservation.States, now - since, asked, now));

        public void Fail(Exception exception) => _source.TrySetException(exception);
    }

    /// <summary>The requests of one account and context, in the order of arrival.</summary>
    private sealed class Lane(RateDemand demand)
    {
        private readonly Queue<Waiter> _waiters = new();

        public RateDemand Demand => demand;

        public TimeSpan NotBefore { get; set; } = TimeSpan.MinValue;

        public void Add(Waiter waiter) => _waiters.Enqueue(waiter);

        /// <summary>Waiters at most <paramref name="most"/>; those who gave up at the head are dropped.</summary>
        public int Count(int most)
        {
            while (_waiters.TryPeek(out Waiter? first) && !first.IsWaiting)
            {
                _waiters.Dequeue();
            }

            return Math.Min(_waiters.Count, most);
        }

        public Waiter? Next()
        {
            while (_waiters.TryDequeue(out Waiter? waiter))
            {
                if (waiter.IsWaiting)
                {
                    return waiter;
                }
            }

            return null;
        }

        /// <summary>Takes out those who do not wait until <paramref name="time"/>; the others keep their order.</summary>
        public void TakeEarlierThan(TimeSpan time, List<Waiter> taken)
        {
            for (int i = _waiters.Count; i > 0; i--)
            {
                Waiter waiter = _waiters.Dequeue();
                if (waiter.Deadline < time)
                {
                    taken.Add(waiter);
                }
                else
                {
                    _waiters.Enqueue(waiter);
                }
            }
        }
    }

    /// <summary>The lanes that share a ceiling, or the one lane that shares none. At most one reservation is under way.</summary>
    private sealed class Group(RateBudget budget, RateScope scope)
    {
        private readonly Lock _lock = new();
        private readonly List<Lane> _turns = [];
        private readonly Dictionary<RateScope, Lane> _lanes = [];
        private TimeSpan _notBefore = TimeSpan.MinValue;
        private ITimer? _timer;
        private bool _running;
        private bool _retired;

        public bool TryEnqueue(RateDemand demand, Waiter waiter)
        {
            lock (_lock)
            {
                if (_retired)
                {
                    return false;
                }

                if (!_lanes.TryGetValue(demand.Lane, out Lane? lane))
                {
                    lane = new Lane(demand);
                    _lanes.Add(demand.Lane, lane);
                    _turns.Add(lane);
                }

                lane.Add(waiter);
                return true;
            }
        }

        /// <summary>Serves whoever can be served. Returns at once when that is being done already.</summary>
        public void Run()
        {
            lock (_lock)
            {
                if (_running || _retired)
                {
                    return;
                }

                _running = true;
            }

            _ = ServeAsync();
        }

        private async Task ServeAsync()
        {
            while (NextTurn() is { } turn)
            {
                RateReservation reservation;
                RateDemand demand = turn.Lane.Demand;
                TimeSpan asked = budget.Now();
                RateStock stock = budget.Stock(demand, asked);
                try
                {
                    reservation = await budget.ReserveAsync(demand, turn.Permits + stock.Ahead(asked, demand.Margin)).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    // The store is away: whoever waits for this turn hears it, the next request asks anew.
                    Fail(turn, exception);
                    continue;
                }

                if (reservation.Granted > 0)
                {
                    stock.Fill(reservation, reservation.Granted - Grant(turn.Lane, reservation, asked), asked, budget.Now(), demand.Margin);
                }
                else
                {
                    Postpone(turn.Lane, reservation);
                }
            }
        }

        private (Lane Lane, int Permits)? NextTurn()
        {
            lock (_lock)
            {
                TimeSpan now = budget.Now();
                TimeSpan? wake = null;
                for (int i = 0; i < _turns.Count;)
                {
                    Lane lane = _turns[i];
                    int waiting = lane.Count(Block);
                    TimeSpan notBefore = lane.NotBefore > _notBefore ? lane.NotBefore : _notBefore;
                    if (waiting == 0)
                    {
                        _turns.RemoveAt(i);
                        _lanes.Remove(lane.Demand.Lane);
                        continue;
                    }

                    if (notBefore <= now)
                    {
                        _turns.RemoveAt(i);
                        _turns.Add(lane);
                        return (lane, waiting);
                    }

                    wake = wake is null || notBefore < wake ? notBefore : wake;
                    i++;
                }

                _running = false;
                Rest(wake is null ? null : wake.Value - now);
                return null;
            }
        }

        /// <summary>Serves those who wait, and says how many that were.</summary>
        private int Grant(Lane lane, RateReservation reservation, TimeSpan asked)
        {
            lock (_lock)
            {
                TimeSpan now = budget.Now();
                int served = 0;
                while (served < reservation.Granted && lane.Next() is { } waiter)
                {
                    waiter.Grant(reservation, asked, now);
                    served++;
                }

                return served;
            }
        }

        private void Postpone(Lane lane, RateReservation reservation)
        {
            List<Waiter> failed = [];
            TimeSpan now;
            TimeSpan until;
            lock (_lock)
            {
                now = budget.Now();
                until = now + Later(reservation, lane.Count(Block) > 1);
                bool shared = reservation.LimitedBy is { } place && lane.Demand.Scopes()[place].Scope.Account is null;
                if (shared)
                {
                    _notBefore = until;
                    foreach (Lane each in _turns)
                    {
                        each.TakeEarlierThan(until, failed);
                    }
                }
                else
                {
                    lane.NotBefore = until;
                    lane.TakeEarlierThan(until, failed);
                }
            }

            foreach (Waiter waiter in failed)
            {
                waiter.Fail(new RateWaitException(until - now));
            }
        }

        private static TimeSpan Later(RateReservation reservation, bool isCrowded)
        {
            TimeSpan least = isCrowded && reservation is { LimitedBy: { } place } && reservation.States[place].Limit is { } limit ? limit.Window * Gather : Tick;
            return reservation.RetryAfter > least ? reservation.RetryAfter : least;
        }

        private void Fail((Lane Lane, int Permits) turn, Exception exception)
        {
            lock (_lock)
            {
                for (int i = 0; i < turn.Permits && turn.Lane.Next() is { } waiter; i++)
                {
                    waiter.Fail(exception);
                }
            }
        }

        /// <summary>Sleeps until the next permit, or retires when nobody waits. Called under the lock.</summary>
        private void Rest(TimeSpan? delay)
        {
            if (delay is { } due)
            {
                _timer ??= budget.CreateTimer(static state => ((Group)state!).Run(), this);
                _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                return;
            }

            _retired = true;
            _timer?.Dispose();
            budget._groups.TryRemove(new KeyValuePair<RateScope, Group>(scope, this));
        }
    }

    private RateStock Stock(RateDemand demand, TimeSpan now)
    {
        if (_stocks.Count > SweepAbove)
        {
            foreach (((RateScope Group, RateScope Lane) key, RateStock stock) in _stocks)
            {
                if (stock.IsOld(now, StockAge))
                {
                    _stocks.TryRemove(key, out _);
                }
            }
        }

        return _stocks.GetOrAdd((demand.Group, demand.Lane), static _ => new RateStock());
    }

    private ValueTask<RateReservation> ReserveAsync(RateDemand demand, int permits) =>
        store.ReserveAsync(new RateReservationRequest { Scopes = demand.Scopes(), Permits = permits, Margin = demand.Margin }, CancellationToken.None);

    private ITimer CreateTimer(TimerCallback callback, object state) => time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
