namespace Integrations.Simulators;

/// <summary>A fault at work, with its counters.</summary>
public sealed class ActiveFault
{
    private readonly SimulatorFaults _owner;
    private int _matched;
    private int _fired;

    internal ActiveFault(SimulatorFaults owner, int number, SimulatorFault fault)
    {
        _owner = owner;
        Number = number;
        Fault = fault;
    }

    /// <summary>Number that the admin API knows it by.</summary>
    public int Number { get; }

    /// <summary>What goes wrong.</summary>
    public SimulatorFault Fault { get; }

    /// <summary>Requests that were in scope.</summary>
    public int Matched => Volatile.Read(ref _matched);

    /// <summary>Requests that were hit.</summary>
    public int Fired => Volatile.Read(ref _fired);

    /// <summary>True when it has hit as often as it may.</summary>
    public bool IsSpent => Fault.Times is { } times && Fired >= times;

    /// <summary>Ends the fault.</summary>
    public void Remove() => _owner.Remove(Number);

    internal bool Fire()
    {
        if (IsSpent) return false;
        var matched = Interlocked.Increment(ref _matched);
        if (matched % Math.Max(1, Fault.Every) != 0) return false;
        if (Interlocked.Increment(ref _fired) <= (Fault.Times ?? int.MaxValue)) return true;
        Interlocked.Decrement(ref _fired);
        return false;
    }
}
