namespace Integrations.Abstractions;

/// <summary>What is stored when an account is connected.</summary>
public sealed record AccountRegistration
{
    /// <summary>Vendor name in lower case.</summary>
    public required string Vendor { get; init; }

    /// <summary>The secret.</summary>
    public required VendorCredential Credential { get; init; }

    /// <summary>Who it belongs to.</summary>
    public required VendorIdentity Identity { get; init; }

    /// <summary>The host application's user. Null when none.</summary>
    public long? UserId { get; init; }

    /// <summary>The host application's team. Null when none.</summary>
    public long? TeamId { get; init; }

    /// <summary>The host application's tenant.</summary>
    public Guid TenantId { get; init; }
}
