namespace Integrations.Abstractions;

/// <summary>Why an OAuth sign-in cannot be completed.</summary>
public enum SignInFailure
{
    /// <summary>The callback has no state, or more than one.</summary>
    StateMissing,

    /// <summary>The state was not issued by this host, or for another vendor, or was changed on its way.</summary>
    StateUnknown,

    /// <summary>The user took longer than a sign-in may take.</summary>
    StateExpired,

    /// <summary>The state was used before: the callback was repeated.</summary>
    StateUsed,

    /// <summary>The sign-in was begun by another user or tenant of the host than the one who returns.</summary>
    OtherOwner,

    /// <summary>The callback does not come from the vendor's issuer, or does not say so.</summary>
    OtherIssuer,

    /// <summary>The callback has no code, or more than one.</summary>
    CodeMissing,

    /// <summary>The vendor does not accept the code: it is wrong, too old, or used before.</summary>
    CodeRefused,

    /// <summary>The vendor sent the user back with an error instead of a code.</summary>
    VendorError,
}
