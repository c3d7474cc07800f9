namespace Integrations.Abstractions;

/// <summary>What a comparison of an account's webhooks with its vendor's found.</summary>
public sealed record WebhookCheck
{
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>The callback address with its token masked.</summary>
    public required string MaskedAddress { get; init; }

    /// <summary>SHA-256 of the token in the address.</summary>
    public required ReadOnlyMemory<byte> TokenHash { get; init; }

    /// <summary>The wanted webhooks.</summary>
    public required IReadOnlyList<WebhookSubscription> Subscriptions { get; init; }

    /// <summary>When to compare again.</summary>
    public required DateTimeOffset NextCheckAt { get; init; }
}
