namespace Integrations.Abstractions;

/// <summary>
/// Reads everything in a stable order.
/// </summary>
public sealed class FullSweep() : DeltaStrategy
{
    /// <inheritdoc/>
    public override string Name => "full-sweep";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override StrategyStep Advance(StrategyState state, PageFacts page) => throw new NotImplementedException();
}
