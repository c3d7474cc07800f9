namespace Integrations.Rezen;

/// <summary>Who pays the commission of a draft. Sent as a form.</summary>
public sealed record RezenDraftPayer
{
    /// <summary>For example <c>TITLE</c> or <c>SELLERS_LAWYER</c>. Observed.</summary>
    public required RezenParticipantRole Role { get; init; }

    /// <summary>Assumed.</summary>
    public string? FirstName { get; init; }

    /// <summary>Assumed.</summary>
    public string? LastName { get; init; }

    /// <summary>Assumed.</summary>
    public string? CompanyName { get; init; }

    /// <summary>Assumed.</summary>
    public string? Email { get; init; }

    /// <summary>Digits. Assumed.</summary>
    public string? PhoneNumber { get; init; }
}
