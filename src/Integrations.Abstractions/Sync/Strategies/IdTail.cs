namespace Integrations.Abstractions;

/// <summary>
/// Reads from the newest id down, and stops where every record is both known by its id and older than a trailing window. For streams that mostly grow; edits of records
/// older than the window are found by sweeps.
/// </summary>
/// <param name="trailingWindow">How far back records are read again.</param>
public sealed class IdTail(TimeSpan trailingWindow) : DeltaStrategy
{
    private readonly TimeSpan _trailingWindow = trailingWindow;
    /// <inheritdoc/>
    public override string Name => "id-tail";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override StrategyStep Advance(StrategyState state, PageFacts page) => throw new NotImplementedException();
}
