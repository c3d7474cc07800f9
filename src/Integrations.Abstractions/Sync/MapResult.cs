namespace Integrations.Abstractions;

/// <summary>What a mapping function made of one wire model: a row, or the reason why there is none.</summary>
/// <typeparam name="TRow">Row type.</typeparam>
public sealed record MapResult<TRow>
    where TRow : class
{
    /// <summary>The row. Null when <see cref="Problem"/> is set.</summary>
    public TRow? Row { get; init; }

    /// <summary>Why there is no row. Null when there is one.</summary>
    public RecordProblem? Problem { get; init; }

    /// <summary>Fields and values that this version of the package does not know.</summary>
    public IReadOnlyList<DriftNote> Drift { get; init; } = [];
}
