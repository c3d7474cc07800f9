using System.Runtime.InteropServices;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>Keeps allowances in the memory of this process. Enough where one process talks to the vendor; several processes share a store on a database instead.</summary>
/// <param name="time">Clock.</param>
public sealed class InMemoryRateBudgetStore(TimeProvider time) : IRateBudgetStore
{
    private const int SweepAbove = 1024;
    private static readonly TimeSpan IdleLifetime = TimeSpan.FromMinutes(30);

    private readonly Lock _lock = new();
    private readonly long _origin = time.GetTimestamp();
    private readonly Dictionary<RateScope, ScopeLog> _scopes = [];
    private int _sweepAt = SweepAbove;

    /// <summary>Scopes in memory; for tests.</summary>
    internal int Scopes => _scopes.Count;

    /// <inheritdoc/>
    public ValueTask<RateReservation> ReserveAsync(RateReservationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Permits < 1 || request.Scopes.Count == 0)
        {
            throw new ArgumentException("At least one permit of at least one scope is asked for.", nameof(request));
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(Reserve(request));
        }
    }

    /// <inheritdoc/>
    public ValueTask ReportAsync(RateReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        lock (_lock)
        {
            TimeSpan now = Now();
            Find(report.Scope, assumed: null, now).Take(report, now);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DelayAsync(RateLateness late, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(late);
        lock (_lock)
        {
            TimeSpan now = Now();
            Find(late.Scope, assumed: null, now).Delay(late, now);
        }

        return ValueTask.CompletedTask;
    }

    private RateReservation Reserve(RateReservationRequest request)
    {
        TimeSpan now = Now();
        ScopeLog[] logs = new ScopeLog[request.Scopes.Count];
        int granted = request.Permits;
        TimeSpan wait = TimeSpan.Zero;
        int? limitedBy = null;
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = Find(request.Scopes[i].Scope, request.Scopes[i].Assumed, now);
            granted = Math.Min(granted, logs[i].Free(now, request.Margin));
            TimeSpan until = logs[i].WaitForOne(now, request.Margin);
            if (until > wait)
            {
                wait = until;
                limitedBy = i;
            }
        }

        RateScopeState[] states = new RateScopeState[logs.Length];
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i].Grant(granted, now);
            states[i] = logs[i].State();
        }

        return new RateReservation { Granted = granted, RetryAfter = wait, LimitedBy = limitedBy, States = states };
    }

    private ScopeLog Find(RateScope scope, RateLimit? assumed, TimeSpan now)
    {
        if (!_scopes.TryGetValue(scope, out ScopeLog? log))
        {
            Sweep(now);
            log = new ScopeLog();
            _scopes.Add(scope, log);
        }

        log.Touch(assumed, now);
        return log;
    }

    /// <summary>Forgets scopes that were idle for long, so that memory follows the accounts in use and not those ever seen.</summary>
    private void Sweep(TimeSpan now)
    {
        if (_scopes.Count < _sweepAt)
        {
            return;
        }

        foreach ((RateScope scope, ScopeLog log) in _scopes)
        {
            if (log.IsIdle(now, IdleLifetime))
            {
                _scopes.Remove(scope);
            }
        }

        _sweepAt = Math.Max(SweepAbove, _scopes.Count * 2);
    }

    /// <summary>A monotone time: a step of the wall clock must not open or close a window.</summary>
    private TimeSpan Now() => time.GetElapsedTime(_origin);

    private sealed class ScopeLog
    {
        private readonly Queue<Sent> _sent = new();
        private RateLimit? _learned;
        private RateLimit? _assumed;
        private int _used;
        private int _foreign;
        private TimeSpan _foreignSince;
        private TimeSpan? _foreignProven;
        private TimeSpan _blockedUntil = TimeSpan.MinValue;
        private TimeSpan _touched;
        private long _sequence;

        private RateLimit? Limit => _learned ?? _assumed;

        public void Touch(RateLimit? assumed, TimeSpan now)
        {
            _assumed = assumed ?? _assumed;
            _touched = now;
        }

        public bool IsIdle(TimeSpan now, TimeSpan lifetime) =>
            now - _touched > lifetime && _blockedUntil <= now && (Limit is not { } limit || now - _touched > limit.Window * 2);

        public RateScopeState State() => new(Limit, _used, _sequence, _foreign > 0);

        public int Free(TimeSpan now, double margin)
        {
            if (_blockedUntil > now)
            {
                return 0;
            }

            if (Limit is not { } limit)
            {
                return int.MaxValue;
            }

            Forget(now, limit.Window * (1 + margin));
            return Math.Max(0, limit.Permits - _used - _foreign);
        }

        /// <summary>Time until one permit is free; zero when one is. Called after <see cref="Free"/> at the same time.</summary>
        public TimeSpan WaitForOne(TimeSpan now, double margin)
        {
            TimeSpan blocked = _blockedUntil > now ? _blockedUntil - now : TimeSpan.Zero;
            if (Limit is not { } limit)
            {
                return blocked;
            }

            TimeSpan span = limit.Window * (1 + margin);
            TimeSpan full = limit.Permits < 1 ? span : UntilFree(now, limit.Permits, span);
            return full > blocked ? full : blocked;
        }

        public void Grant(int permits, TimeSpan now)
        {
            if (permits == 0)
            {
                return;
            }

            _sequence += permits;
            if (Limit is not null)
            {
                _sent.Enqueue(new Sent(now, permits));
                _used += permits;
            }
        }

        public void Take(RateReport report, TimeSpan now)
        {
            _learned = report.Limit ?? _learned;
            if (report.BlockFor is { } block && now + block > _blockedUntil)
            {
                _blockedUntil = now + block;
            }

            if (report is not { Remaining: { } remaining, Granted: { } granted } || Limit is not { } limit)
            {
                return;
            }

            // Of what the vendor counts beyond our use at the grant, our own later requests may be a part: all of them or none.
            int most = Math.Clamp(limit.Permits - remaining - granted.Used, 0, limit.Permits);
            int least = (int)Math.Max(0, most - (_sequence - granted.Sequence));
            if (least > 0)
            {
                _foreignProven = now;
            }

            _foreign = _foreignProven is { } proven && now - proven < limit.Window ? most : 0;
            _foreignSince = now;
        }

        public void Delay(RateLateness late, TimeSpan now)
        {
            if (Limit is not { } limit)
            {
                return;
            }

            TimeSpan since = now - late.CountFrom;
            List<Sent> sent = [.. _sent];
            int moved = 0;
            foreach (TimeSpan age in late.Granted)
            {
                int place = sent.FindLastIndex(s => s.Permits > 0 && s.At < since && s.At <= now - age);
                if (place >= 0 && sent[place].At + limit.Window > now)
                {
                    sent[place] = sent[place] with { Permits = sent[place].Permits - 1 };
                    moved++;
                }
                else if (age >= limit.Window)
                {
                    _used++;
                    moved++;
                }
            }

            sent.RemoveAll(static s => s.Permits == 0);
            if (moved > 0)
            {
                int later = sent.FindIndex(s => s.At > since);
                sent.Insert(later < 0 ? sent.Count : later, new Sent(since, moved));
            }

            _sent.Clear();
            sent.ForEach(_sent.Enqueue);
        }

        private TimeSpan UntilFree(TimeSpan now, int permits, TimeSpan span)
        {
            int excess = _used + _foreign - permits + 1;
            if (excess <= 0)
            {
                return TimeSpan.Zero;
            }

            bool foreignLeft = _foreign > 0;
            foreach (Sent sent in _sent)
            {
                if (foreignLeft && _foreignSince <= sent.At)
                {
                    foreignLeft = false;
                    excess -= _foreign;
                    if (excess <= 0)
                    {
                        return _foreignSince + span - now;
                    }
                }

                excess -= sent.Permits;
                if (excess <= 0)
                {
                    return sent.At + span - now;
                }
            }

            return _foreignSince + span - now;
        }

        private void Forget(TimeSpan now, TimeSpan span)
        {
            while (_sent.TryPeek(out Sent sent) && sent.At + span <= now)
            {
                _used -= sent.Permits;
                _sent.Dequeue();
            }

            if (_foreign > 0 && _foreignSince + span <= now)
            {
                _foreign = 0;
            }
        }

        [StructLayout(LayoutKind.Auto)]
        private readonly record struct Sent(TimeSpan At, int Permits);
    }
}
