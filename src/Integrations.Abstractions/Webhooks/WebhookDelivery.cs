namespace Integrations.Abstractions;

/// <summary>One POST that arrived at an account's callback address, before anything of it is believed.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The body as received. A signature is over these bytes, never over JSON that was written anew.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Headers by name; the comparer ignores case. Several values of one header are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The account whose token the address carried.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>When it arrived, by the host's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
