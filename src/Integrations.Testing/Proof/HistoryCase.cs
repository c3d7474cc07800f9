using Integrations.Abstractions;

namespace Integrations.Testing;

/// <summary>What a history is lived through with: a strategy, or several that take turns, and how the vendor pages.</summary>
/// <param name="Name">Name, for messages.</param>
/// <param name="HasTokens">True when the vendor pages by keyset token; false when by offset.</param>
/// <param name="Percent">Share of all histories.</param>
/// <param name="Strategies">The strategies, with the smallest overlap that their contract allows.</param>
/// <param name="EditsOnlyWithinWindow">True for a strategy that finds edits of young records only.</param>
internal sealed record HistoryCase(string Name, bool HasTokens, int Percent, Func<HistoryRun, DeltaStrategy[]> Strategies, bool EditsOnlyWithinWindow = false)
{
    /// <summary>True when the vendor counts pages and not rows.</summary>
    internal bool CountsPages { get; init; }

    /// <summary>True when the stream is several lists, and edits may move a record from one to another.</summary>
    internal bool HasParts { get; init; }

    /// <summary>Every strategy, by token and by offset. The shares add up to 100.</summary>
    internal static IReadOnlyList<HistoryCase> All { get; } =
    [
        .. Both("updated-since", 8, 8, static r => [new UpdatedSince(r.Overlap)]),
        .. Both("sorted-walk", 8, 6, static r => [new SortedWalk(r.Overlap, r.MaxOffset)]),
        .. Both("id-tail", 8, 8, static r => [new IdTail(r.Tail)], editsOnlyWithinWindow: true),
        .. Both("full-sweep", 6, 6, static _ => [new FullSweep()]),
        .. Both("window-slices", 6, 6, static r => [new WindowSlices(r.Overlap, r.Slice)]),
        .. Both("changing", 4, 4, static r => [new UpdatedSince(r.Overlap), new SortedWalk(r.Overlap, r.MaxOffset), new WindowSlices(r.Overlap, r.Slice), new FullSweep()]),
        new("sorted-walk by page number", HasTokens: false, 4, static r => [new SortedWalk(r.Overlap, r.MaxOffset)]) { CountsPages = true },
        new("full-sweep by page number", HasTokens: false, 4, static _ => [new FullSweep()]) { CountsPages = true },
        InParts("updated-since", 3, static r => [new UpdatedSince(r.Overlap)]),
        InParts("sorted-walk", 5, static r => [new SortedWalk(r.Overlap, r.MaxOffset)]),
        InParts("full-sweep", 3, static _ => [new FullSweep()]),
        InParts("changing", 3, static r => [new UpdatedSince(r.Overlap), new SortedWalk(r.Overlap, r.MaxOffset), new FullSweep()]),
    ];

    private static HistoryCase InParts(string name, int percent, Func<HistoryRun, DeltaStrategy[]> strategies) =>
        new(name + " in parts by page number", HasTokens: false, percent, r => [.. strategies(r).Select(static s => new PartsInTurn(s, HistoryVendor.Parts))]) { CountsPages = true, HasParts = true };

    private static IEnumerable<HistoryCase> Both(string name, int percentByToken, int percentByOffset, Func<HistoryRun, DeltaStrategy[]> strategies, bool editsOnlyWithinWindow = false) =>
    [
        new(name + " by token", HasTokens: true, percentByToken, strategies, editsOnlyWithinWindow),
        new(name + " by offset", HasTokens: false, percentByOffset, strategies, editsOnlyWithinWindow),
    ];
}
