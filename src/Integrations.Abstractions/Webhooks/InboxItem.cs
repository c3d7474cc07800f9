namespace Integrations.Abstractions;

/// <summary>One delivery of the inbox.</summary>
public sealed record InboxItem
{
    /// <summary>Row of the inbox.</summary>
    public required RowId Id { get; init; }

    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>When it arrived, by the host's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The vendor's event name. Null when the body could not be read.</summary>
    public string? EventName { get; init; }

    /// <summary>When the vendor says it happened. Null when it does not say.</summary>
    public DateTimeOffset? EventCreatedAt { get; init; }

    /// <summary>Entity of the stream that it concerns. Null when none.</summary>
    public string? Entity { get; init; }

    /// <summary>Vendor ids of its records.</summary>
    public IReadOnlyList<VendorId> Ids { get; init; } = [];

    /// <summary>True when it says that its records are gone.</summary>
    public bool IsDelete { get; init; }

    /// <summary>How far it has come.</summary>
    public required InboxStatus Status { get; init; }

    /// <summary>Attempts that failed.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is looked at next; a past time for one that is settled.</summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>When it was settled. Null while it waits.</summary>
    public DateTimeOffset? ProcessedAt { get; init; }

    /// <summary>The run that read its records. Null before.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Why it waits, or how it ended. Null when there is nothing to say.</summary>
    public string? Note { get; init; }
}
