namespace Integrations.Abstractions;

/// <summary>Which findings to read. Every condition that is set must hold.</summary>
public sealed record FindingQuery
{
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>Entity word of the stream. Null for all streams.</summary>
    public string? Entity { get; init; }

    /// <summary>What differs. Null for all kinds.</summary>
    public FindingKind? Kind { get; init; }

    /// <summary>True for open findings only. Default true.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>Findings behind this one, the last of the page before. Null for the first page.</summary>
    public RowId? After { get; init; }

    /// <summary>At most so many. Default 100; at least 1.</summary>
    public int Limit { get; init; } = 100;
}
