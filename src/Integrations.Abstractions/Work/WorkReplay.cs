namespace Integrations.Abstractions;

/// <summary>Which dead letters to take into the queue again. All that is set must hold; with nothing set, all.</summary>
public sealed record WorkReplay
{
    /// <summary>Only of this account. Null for all.</summary>
    public AccountRef? Account { get; init; }

    /// <summary>Only of this kind. Null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>Only these items. Null for all.</summary>
    public IReadOnlyCollection<RowId>? Ids { get; init; }

    /// <summary>Only those given up for this reason. Null for all.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Only those given up at this time or later. Null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>At most so many, the oldest first. Default 10,000.</summary>
    public int Limit { get; init; } = 10_000;
}
