using System.Runtime.InteropServices;

namespace Integrations.Http;

/// <summary>What an answer says about the allowance it was counted in.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RateSignals
{
    /// <summary>The vendor's name of the context. Null when it does not say; then the request's own context is meant.</summary>
    public string? Context { get; init; }

    /// <summary>Requests allowed in a window. Null when it does not say.</summary>
    public int? Limit { get; init; }

    /// <summary>Requests left. Null when it does not say.</summary>
    public int? Remaining { get; init; }

    /// <summary>Length of the window. Null when it does not say.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Time until the allowance is whole again, for vendors with fixed windows. Null for sliding windows.</summary>
    public TimeSpan? ResetAfter { get; init; }
}
