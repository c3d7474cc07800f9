namespace Integrations.Abstractions;

/// <summary>The right to write one stream of one account, until it expires. Every write carries <see cref="Fence"/>; a stale number writes nothing (invariant I2).</summary>
public sealed record SyncLease
{
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>The stream.</summary>
    public required StreamName Stream { get; init; }

    /// <summary>Row of the sync state.</summary>
    public required RowId StateId { get; init; }

    /// <summary>The job step that it works on. Null for a live lease: records read again by id belong to no job.</summary>
    public SyncStep? Step { get; init; }

    /// <summary>Who holds it: host, process and worker.</summary>
    public required string Owner { get; init; }

    /// <summary>Fencing number: raised by every claim of the stream.</summary>
    public required long Fence { get; init; }

    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }
}
