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

    /// <summary>
    /// The stored credential cannot be decrypted: its key is gone or the ciphertext was changed. Nothing is asked until the key is back and the account is made active, or it is connected again.
    /// </summary>
    CredentialUnreadable,

    /// <summary>Its data is being removed. It cannot be made active or connected until that is finished.</summary>
    Erasing,
}
