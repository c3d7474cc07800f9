namespace Integrations.Abstractions;

/// <summary>
/// Asks for everything changed since the watermark less an overlap, in a stable order. The watermark becomes the vendor's time at the first page of the read,
/// never the newest stamp seen: what changes while the read runs is read again by the next one.
/// </summary>
/// <param name="overlap">How far before the watermark a read begins: at least the late visibility of the vendor plus the granularity of its clock.</param>
public sealed class UpdatedSince(TimeSpan overlap) : DeltaStrategy
{
    private readonly TimeSpan _overlap = overlap;
    /// <inheritdoc/>
    public override string Name => "updated-since";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override StrategyStep Advance(StrategyState state, PageFacts page) => throw new NotImplementedException();
}
