namespace Integrations.Abstractions;

/// <summary>A unit of work handed to a worker.</summary>
public sealed record SyncClaim
{
    /// <summary>The lease.</summary>
    public required SyncLease Lease { get; init; }

    /// <summary>The account.</summary>
    public required AccountInfo Account { get; init; }

    /// <summary>What was asked.</summary>
    public required SyncJobType JobType { get; init; }

    /// <summary>Attempts of this step, this one included.</summary>
    public required int Attempt { get; init; }

    /// <summary>The stored state of the stream.</summary>
    public required SyncState State { get; init; }

    /// <summary>What the step has read and stored in earlier attempts.</summary>
    public RecordCounts Counts { get; init; }
}
