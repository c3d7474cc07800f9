namespace Integrations.Simulators;

/// <summary>Request budget of each key, in a sliding window. The vendor documents none; no client has seen a header of one.</summary>
public sealed record RezenSimulatorRateLimits
{
    /// <summary>No budget.</summary>
    public static RezenSimulatorRateLimits Off { get; } = new() { Enforced = false };

    /// <summary>False answers everything.</summary>
    public bool Enforced { get; init; } = true;

    /// <summary>Length of the window. Default one minute.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests of one key in a window. Default 240: the 4 a second that a careful client keeps to.</summary>
    public int Requests { get; init; } = 240;

    /// <summary>True, the default, sends <c>Retry-After</c> with 429.</summary>
    public bool SendsRetryAfter { get; init; } = true;
}
