namespace Integrations.Abstractions;

/// <summary>
/// Reads the change stamps in slices of time, oldest first, up to the vendor's time at the start of the read.
/// </summary>
/// <param name="overlap">How far before the watermark a read begins: at least the late visibility of the vendor plus the granularity of its clock.</param>
/// <param name="slice">Length of a slice.</param>
public sealed class WindowSlices(TimeSpan overlap, TimeSpan slice) : DeltaStrategy
{
    private readonly TimeSpan _overlap = overlap;
    private readonly TimeSpan _slice = slice;
    /// <inheritdoc/>
    public override string Name => "window-slices";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override StrategyStep Advance(StrategyState state, PageFacts page) => throw new NotImplementedException();
}
