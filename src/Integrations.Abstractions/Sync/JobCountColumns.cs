namespace Integrations.Abstractions;

/// <summary>Columns of the vendor's table of sync jobs that hold the comparison of a stream's counts, part by part, for example <c>tc_rezen</c> and <c>tc_ad</c>.</summary>
public sealed record JobCountColumns
{
    /// <summary>Column of the status.</summary>
    public required string Status { get; init; }

    /// <summary>Column of the time when the comparison began.</summary>
    public required string StartedAt { get; init; }

    /// <summary>Column of the time when it ended.</summary>
    public required string FinishedAt { get; init; }

    /// <summary>Column of type <c>jsonb</c>: the vendor's total of each part (<see cref="VendorCount.Parts"/>).</summary>
    public required string Vendor { get; init; }

    /// <summary>Column of type <c>jsonb</c>: our total of each part.</summary>
    public required string Local { get; init; }

    /// <summary>Boolean column: true when a part differs.</summary>
    public required string Mismatch { get; init; }

    /// <summary>Column of the mirror table that holds the word of the part, for example <c>lifecycle_group</c>.</summary>
    public required string PartColumn { get; init; }
}
