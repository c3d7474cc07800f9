namespace Integrations.Rezen;

/// <summary>A key to be made.</summary>
public sealed record RezenNewApiKey
{
    /// <summary>Documented, second hand.</summary>
    public required string Name { get; init; }

    /// <summary>Documented, second hand.</summary>
    public string? Description { get; init; }

    /// <summary>Null for a key without end. Documented, second hand.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
