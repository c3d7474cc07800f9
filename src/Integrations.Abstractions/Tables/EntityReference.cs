namespace Integrations.Abstractions;

/// <summary>
/// A row-id column of a mirror table that a store fills by looking up a vendor id in another mirror table of the same account. Where the target has not arrived the
/// column is null, <see cref="Name"/> stands in <c>unresolved_refs</c>, and the arrival of the target resolves it.
/// </summary>
public sealed record EntityReference
{
    /// <summary>Word for <c>unresolved_refs</c>, for example <c>stage</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The row-id column to fill, for example <c>fub_stage_id</c>.</summary>
    public required string Column { get; init; }

    /// <summary>The mirror table that holds the target.</summary>
    public required string TargetTable { get; init; }

    /// <summary>The vendor-id column of this table.</summary>
    public required string LocalColumn { get; init; }

    /// <summary>The key column of the target table that must be equal to it. Both have the same type.</summary>
    public required string TargetColumn { get; init; }

    /// <summary>A value of the local column that names no record, for example -1 for "the system itself": it is never waited for. Null when there is none. Only for <c>bigint</c> columns.</summary>
    public long? NoTarget { get; init; }

    /// <summary>
    /// True when the vendor deletes the row together with its target and reports only the target's end. The row is then marked as deleted with it (<c>deleted_source</c> is <c>parent</c>).
    /// </summary>
    public bool DiesWithTarget { get; init; }

    /// <summary>A further text column of the target that must have a fixed value, for example <c>stage_kind</c> = <c>people</c>. Null when none.</summary>
    public (string Column, string Value)? TargetConstant { get; init; }
}
