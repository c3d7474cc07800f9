namespace Integrations.Abstractions;

/// <summary>Which rejects to list, preview or replay. Every condition that is set must hold.</summary>
public sealed record RejectQuery
{
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>Entity word of the stream. Null for all streams.</summary>
    public string? Entity { get; init; }

    /// <summary>Reason class. Null for all.</summary>
    public string? Code { get; init; }

    /// <summary>These rows only. Null for all.</summary>
    public IReadOnlyList<RowId>? Ids { get; init; }

    /// <summary>Last rejected at or after this time. Null for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last rejected before this time. Null for no bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>True for open rejects only. Default true. A replay takes open ones whatever is said here.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>True to read the payloads as well: customer data. Default false.</summary>
    public bool WithPayload { get; init; }

    /// <summary>Rejects behind this one, the last of the page before. Null for the first page.</summary>
    public RowId? After { get; init; }

    /// <summary>At most so many in one call. Default 100; at least 1.</summary>
    public int Limit { get; init; } = 100;
}
