namespace Integrations.Simulators;

/// <summary>The vendor's budgets: which one a request is charged to.</summary>
internal sealed class FubRates(TimeProvider clock, FubSimulatorRateLimits limits)
{
    private const int Unlimited = 1_000_000;

    private readonly RateWindows _windows = new(clock, limits.Window);

    public static string ContextOf(string method, string collection) => (method, collection) switch
    {
        ("POST", "events") => "POST.events",
        ("PUT", "people") => "PUT.people",
        (_, "events") => "events",
        (_, "notes") => "notes",
        _ => "global",
    };

    public RateVerdict Take(string apiKey, string context, string? system)
    {
        if (!limits.Enforced) return new RateVerdict(Allowed: true, context, Unlimited, Unlimited - 1, TimeSpan.Zero);
        return _windows.Take(apiKey, context, LimitOf(context, system is not null), system is not null && limits.PerSystem is { } ceiling ? (system, ceiling) : null);
    }

    private int LimitOf(string context, bool registered) => context switch
    {
        "events" => registered ? limits.Events : limits.EventsUnregistered,
        "notes" => limits.Notes,
        "PUT.people" => limits.PutPeople,
        "POST.events" => Unlimited,
        _ => registered ? limits.Global : limits.GlobalUnregistered,
    };
}
