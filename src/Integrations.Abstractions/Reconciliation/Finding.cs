namespace Integrations.Abstractions;

/// <summary>One difference between vendor and mirror, by name. Found again by a later comparison, it stays the same finding.</summary>
public sealed record Finding
{
    /// <summary>Row of the report. Rises in the order in which differences were first found.</summary>
    public required RowId Id { get; init; }

    /// <summary>The stream.</summary>
    public required StreamName Stream { get; init; }

    /// <summary>What differs.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>The vendor's identifier.</summary>
    public required VendorId ExternalId { get; init; }

    /// <summary>The vendor's change stamp as the keys carried it. Null where they carry none.</summary>
    public DateTimeOffset? VendorStamp { get; init; }

    /// <summary>The change stamp of the mirror row. Null where there is no row, or it has none.</summary>
    public DateTimeOffset? LocalStamp { get; init; }

    /// <summary>When it was first found.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>When it was last found.</summary>
    public required DateTimeOffset LastFoundAt { get; init; }

    /// <summary>The run that last found it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When an operator released it. Null when nobody did.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>When it was settled. Null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>How it was settled. Null while it is open.</summary>
    public FindingResolution? Resolution { get; init; }
}
