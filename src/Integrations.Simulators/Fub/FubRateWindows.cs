namespace Integrations.Simulators;

/// <summary>Sliding windows of requests, one for each key and context.</summary>
internal sealed class FubRateWindows(TimeProvider clock, FubSimulatorRateLimits limits)
{
    private const int Unlimited = 1_000_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Owner, string Context), Queue<long>> _windows = [];

    public static string ContextOf(string method, string collection) => (method, collection) switch
    {
        ("POST", "events") => "POST.events",
        ("PUT", "people") => "PUT.people",
        (_, "events") => "events",
        (_, "notes") => "notes",
        _ => "global",
    };

    public FubRateVerdict Take(string apiKey, string context, string? system, bool registered)
    {
        var limit = LimitOf(context, registered);
        if (!limits.Enforced) return new FubRateVerdict(Allowed: true, context, limit, limit - 1, TimeSpan.Zero);
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var own = Window((apiKey, context), now);
            if (own.Count >= limit) return new FubRateVerdict(Allowed: false, context, limit, 0, Wait(own, now));
            if (limits.PerSystem is { } ceiling && registered && system is not null)
            {
                var shared = Window((system, "system"), now);
                if (shared.Count >= ceiling) return new FubRateVerdict(Allowed: false, context, limit, limit - own.Count, Wait(shared, now));
                shared.Enqueue(now);
            }

            own.Enqueue(now);
            return new FubRateVerdict(Allowed: true, context, limit, limit - own.Count, TimeSpan.Zero);
        }
    }

    private int LimitOf(string context, bool registered)
    {
        if (!limits.Enforced) return Unlimited;
        return context switch
        {
            "events" => registered ? limits.Events : limits.EventsUnregistered,
            "notes" => limits.Notes,
            "PUT.people" => limits.PutPeople,
            "POST.events" => Unlimited,
            _ => registered ? limits.Global : limits.GlobalUnregistered,
        };
    }

    private Queue<long> Window((string Owner, string Context) key, long now)
    {
        if (!_windows.TryGetValue(key, out var window)) _windows[key] = window = new Queue<long>();
        while (window.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= limits.Window) window.Dequeue();
        return window;
    }

    private TimeSpan Wait(Queue<long> window, long now) => window.TryPeek(out var oldest) ? limits.Window - clock.GetElapsedTime(oldest, now) : limits.Window;
}
