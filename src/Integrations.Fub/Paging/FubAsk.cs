namespace Integrations.Fub;

/// <summary>What a source asks of a list, in words that all lists share. Each source turns it into its own query.</summary>
internal sealed record FubAsk
{
    public int Limit { get; init; }

    public int? Offset { get; init; }

    public string? Next { get; init; }

    public string? Sort { get; init; }

    /// <summary>Identifiers separated by commas.</summary>
    public string? Ids { get; init; }

    public DateTimeOffset? ChangedAfter { get; init; }

    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>True when only identifiers and stamps are wanted.</summary>
    public bool KeysOnly { get; init; }
}
