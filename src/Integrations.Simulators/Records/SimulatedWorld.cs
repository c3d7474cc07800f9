namespace Integrations.Simulators;

/// <summary>What holds the records of one account: its lock, its clock, and the count of its changes.</summary>
internal abstract class SimulatedWorld
{
    private static readonly TimeSpan s_history = TimeSpan.FromDays(730);

    private readonly TimeProvider _clock;
    private readonly TimeSpan _unit;
    private readonly List<long> _pending = [];

    /// <param name="seed">Seed of all records.</param>
    /// <param name="historyEnd">Time of the newest generated record.</param>
    /// <param name="clock">The vendor's clock.</param>
    /// <param name="unit">What the vendor's stamps count.</param>
    protected SimulatedWorld(ulong seed, DateTimeOffset historyEnd, TimeProvider clock, TimeSpan unit)
    {
        Seed = seed;
        _clock = clock;
        _unit = unit;
        HistoryEnd = StampOf(historyEnd);
        HistoryStart = HistoryEnd - (s_history.Ticks / unit.Ticks);
        HistoryMiddle = (HistoryStart + HistoryEnd) / 2;
        Refresh();
    }

    public Lock Gate { get; } = new();

    public ulong Seed { get; }

    public long HistoryStart { get; }

    public long HistoryMiddle { get; }

    public long HistoryEnd { get; }

    /// <summary>Stamp of the request or change under way.</summary>
    public long Now { get; private set; }

    /// <summary>Rises with every change that readers can see.</summary>
    public long Version { get; private set; }

    /// <summary>Stamps of this world in a day.</summary>
    public long Day => TimeSpan.TicksPerDay / _unit.Ticks;

    public long StampOf(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / _unit.Ticks;

    /// <summary>Reads the clock. To be called with the gate held, before anything is read or changed.</summary>
    public void Refresh()
    {
        Now = StampOf(_clock.GetUtcNow());
        if (_pending.RemoveAll(at => at <= Now) > 0) Version++;
    }

    public void Changed(long visibleAt)
    {
        Version++;
        if (visibleAt > Now) _pending.Add(visibleAt);
    }

    /// <summary>When a change that a fault delays is seen.</summary>
    public long VisibleAfter(TimeSpan delay) => delay > TimeSpan.Zero ? Now + ((delay.Ticks + _unit.Ticks - 1) / _unit.Ticks) : Now;
}
