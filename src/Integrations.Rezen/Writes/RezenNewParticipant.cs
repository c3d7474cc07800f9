namespace Integrations.Rezen;

/// <summary>A participant to be added to a transaction. Partly for administrators only.</summary>
public sealed record RezenNewParticipant
{
    /// <summary>Observed.</summary>
    public required RezenParticipantRole Role { get; init; }

    /// <summary>Yenta id of an agent of the brokerage. Observed.</summary>
    public string? AgentId { get; init; }

    /// <summary>Observed.</summary>
    public string? FirstName { get; init; }

    /// <summary>Observed.</summary>
    public string? LastName { get; init; }

    /// <summary>Observed.</summary>
    public string? CompanyName { get; init; }

    /// <summary>Observed.</summary>
    public string? EmailAddress { get; init; }

    /// <summary>Digits. Observed.</summary>
    public string? PhoneNumber { get; init; }
}
