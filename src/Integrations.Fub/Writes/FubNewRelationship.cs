namespace Integrations.Fub;

/// <summary>A related contact to be added to a person. Documented.</summary>
public sealed record FubNewRelationship
{
    /// <summary>The person it belongs to. Documented.</summary>
    public required long PersonId { get; init; }

    /// <summary>First name. Documented.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name. Documented.</summary>
    public string? LastName { get; init; }

    /// <summary>Free word, for example <c>Spouse</c>. Documented.</summary>
    public string? Type { get; init; }

    /// <summary>E-mail addresses. Documented.</summary>
    public IReadOnlyList<FubEmail>? Emails { get; init; }

    /// <summary>Phone numbers. Documented.</summary>
    public IReadOnlyList<FubPhone>? Phones { get; init; }

    /// <summary>Postal addresses. Documented.</summary>
    public IReadOnlyList<FubAddress>? Addresses { get; init; }
}
