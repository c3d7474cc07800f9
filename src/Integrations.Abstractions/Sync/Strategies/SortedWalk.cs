namespace Integrations.Abstractions;

/// <summary>
/// Walks from the last changed record down, and stops below the watermark less an overlap. Pages by offset are stitched by rows that two pages share; where the
/// seam does not hold, or the offset wall is reached, the read becomes a full sweep.
/// </summary>
/// <param name="overlap">How far before the watermark a read begins: at least the late visibility of the vendor plus the granularity of its clock.</param>
/// <param name="maxOffset">Offset at which the vendor refuses to go on, for example 2,000.</param>
public sealed class SortedWalk(TimeSpan overlap, int maxOffset) : DeltaStrategy
{
    private readonly TimeSpan _overlap = overlap;
    private readonly int _maxOffset = maxOffset;
    /// <inheritdoc/>
    public override string Name => "sorted-walk";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override StrategyStep Advance(StrategyState state, PageFacts page) => throw new NotImplementedException();
}
