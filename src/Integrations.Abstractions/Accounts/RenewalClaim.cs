namespace Integrations.Abstractions;

/// <summary>Answer to the wish to renew a credential. Exactly one of: granted, superseded, held by another, or paused.</summary>
public sealed record RenewalClaim
{
    /// <summary>The credential as it is stored now. Superseded when its version is not the one that was asked for.</summary>
    public required VendorCredential Credential { get; init; }

    /// <summary>The lease. Null when it was not granted.</summary>
    public Guid? Lease { get; init; }

    /// <summary>Time until the pause after a failed renewal ends. Null when there is none: an ungranted claim then means that another process is renewing.</summary>
    public TimeSpan? Pause { get; init; }
}
