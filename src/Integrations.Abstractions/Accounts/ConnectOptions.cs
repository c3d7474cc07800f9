namespace Integrations.Abstractions;

/// <summary>What the host keeps with an account.</summary>
public sealed record ConnectOptions
{
    /// <summary>The host application's user. Null when none.</summary>
    public long? UserId { get; init; }

    /// <summary>The host application's team. Null when none.</summary>
    public long? TeamId { get; init; }

    /// <summary>The host application's tenant. Default: the empty guid.</summary>
    public Guid TenantId { get; init; }
}
