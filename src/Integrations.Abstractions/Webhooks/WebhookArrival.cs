namespace Integrations.Abstractions;

/// <summary>A delivery that was verified and is to be stored before the vendor gets its answer (invariant I11).</summary>
public sealed record WebhookArrival
{
    /// <summary>The account whose token the address carried.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>When it arrived, by the host's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The body as received: JSON.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What it announces. Null for a signed delivery that this version cannot read: it is kept, and nothing is read for it.</summary>
    public WebhookEvent? Event { get; init; }

    /// <summary>Headers to keep. None of them may be a secret.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the vendor's signature was checked, false where the vendor signs nothing.</summary>
    public required bool IsSigned { get; init; }
}
