namespace Integrations.Simulators;

/// <summary>Sliding windows of requests, one for each key and context.</summary>
internal sealed class RateWindows(TimeProvider clock, TimeSpan length)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Owner, string Context), Queue<long>> _windows = [];

    /// <summary>Counts a request, if the budget of its owner and the one that owners share allow it.</summary>
    /// <param name="owner">Whose budget it is.</param>
    /// <param name="context">Kind of requests that the budget is for.</param>
    /// <param name="limit">Requests in a window.</param>
    /// <param name="shared">Budget of several owners together. Null for none.</param>
    public RateVerdict Take(string owner, string context, int limit, (string Owner, int Limit)? shared)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var own = Window((owner, context), now);
            if (own.Count >= limit) return new RateVerdict(Allowed: false, context, limit, 0, Wait(own, now));
            if (shared is { } ceiling)
            {
                var all = Window((ceiling.Owner, "shared"), now);
                if (all.Count >= ceiling.Limit) return new RateVerdict(Allowed: false, context, limit, limit - own.Count, Wait(all, now));
                all.Enqueue(now);
            }

            own.Enqueue(now);
            return new RateVerdict(Allowed: true, context, limit, limit - own.Count, TimeSpan.Zero);
        }
    }

    private Queue<long> Window((string Owner, string Context) key, long now)
    {
        if (!_windows.TryGetValue(key, out var window)) _windows[key] = window = new Queue<long>();
        while (window.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= length) window.Dequeue();
        return window;
    }

    private TimeSpan Wait(Queue<long> window, long now) => window.TryPeek(out var oldest) ? length - clock.GetElapsedTime(oldest, now) : length;
}
