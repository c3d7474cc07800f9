namespace Integrations.EndToEnd;

/// <summary>Real time with an offset that a test moves: timers and sockets run as they are, and what is scheduled for later becomes due at once, without a wait.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
