namespace Integrations.Abstractions;

/// <summary>What a delivery announces. It is a hint: the records are read again (invariant I11).</summary>
public sealed record WebhookEvent
{
    /// <summary>The vendor's event name, for example <c>peopleUpdated</c>. A name that this version does not know is kept.</summary>
    public required string Name { get; init; }

    /// <summary>The vendor's id of the event. Null where it gives none: the body then stands for it.</summary>
    public string? EventId { get; init; }

    /// <summary>When the vendor says it happened. Null when it does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The stream whose records are to be read again. Null when the event concerns no stream: it is stored and skipped.</summary>
    public StreamName? Stream { get; init; }

    /// <summary>Vendor ids of the records. Empty when the event names none; the stream is then left to its next delta.</summary>
    public IReadOnlyList<VendorId> Ids { get; init; } = [];

    /// <summary>True when the event says that the records are gone. They are asked for by id all the same.</summary>
    public bool IsDelete { get; init; }
}
