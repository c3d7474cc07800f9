namespace Integrations.Abstractions;

/// <summary>One page of a key sweep: the unit after which its cursor may be stored.</summary>
/// <param name="Keys">Every readable key of the page.</param>
/// <param name="Next">Where to continue once these keys are stored.</param>
/// <param name="IsLast">True when the sweep is complete with this page.</param>
public sealed record KeyPage(IReadOnlyList<SourceKey> Keys, SyncCursor Next, bool IsLast);
