namespace Integrations.Simulators;

/// <summary>Request budgets. A budget belongs to one API key and one context and counts requests in a sliding window. Defaults are the vendor's.</summary>
public sealed record FubSimulatorRateLimits
{
    /// <summary>The vendor's budgets. Source: documented; notes, updates of people and the figures without system headers observed.</summary>
    public static FubSimulatorRateLimits Vendor { get; } = new();

    /// <summary>No budget is enforced; headers announce one million requests, so that clients which learn from them do not wait.</summary>
    public static FubSimulatorRateLimits Off { get; } = new() { Enforced = false };

    /// <summary>False answers everything.</summary>
    public bool Enforced { get; init; } = true;

    /// <summary>Length of the window. The vendor announces 10 seconds.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests of context <c>global</c> with valid system headers.</summary>
    public int Global { get; init; } = 250;

    /// <summary>Requests of context <c>global</c> without valid system headers.</summary>
    public int GlobalUnregistered { get; init; } = 125;

    /// <summary>Requests of context <c>events</c> with valid system headers.</summary>
    public int Events { get; init; } = 20;

    /// <summary>Requests of context <c>events</c> without valid system headers.</summary>
    public int EventsUnregistered { get; init; } = 10;

    /// <summary>Requests of context <c>notes</c>.</summary>
    public int Notes { get; init; } = 10;

    /// <summary>Requests of context <c>PUT.people</c>. Context <c>POST.events</c> has no limit.</summary>
    public int PutPeople { get; init; } = 25;

    /// <summary>Requests of one registered system over all accounts and contexts together. Null for no such ceiling.</summary>
    public int? PerSystem { get; init; }
}
