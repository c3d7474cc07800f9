namespace Integrations.Rezen;

/// <summary>A buyer or seller of a draft.</summary>
public sealed record RezenDraftParty
{
    /// <summary>Observed.</summary>
    public string? FirstName { get; init; }

    /// <summary>Observed.</summary>
    public string? LastName { get; init; }

    /// <summary>Observed.</summary>
    public string? CompanyName { get; init; }

    /// <summary>Observed.</summary>
    public string? Email { get; init; }

    /// <summary>Digits. Observed.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Observed.</summary>
    public string? Address { get; init; }
}
