namespace Integrations.Abstractions;

/// <summary>State of a connected account.</summary>
public enum AccountStatus
{
    /// <summary>Read on schedule.</summary>
    Active,

    /// <summary>The vendor refused the credential; nothing is asked until the account is connected again (invariant I15).</summary>
    ReauthRequired,

    /// <summary>The credential is right but the vendor has locked the account (403 on its own identity).</summary>
    Locked,

    /// <summary>Switched off by the host.</summary>
    Disabled,
}
