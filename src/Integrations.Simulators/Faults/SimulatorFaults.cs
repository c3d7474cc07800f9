namespace Integrations.Simulators;

/// <summary>The faults of a simulator. Safe to change while requests are served.</summary>
public sealed class SimulatorFaults
{
    private readonly Lock _gate = new();
    private ActiveFault[] _active = [];
    private int _number;

    internal SimulatorFaults()
    {
    }

    /// <summary>Faults at work, spent ones included until <see cref="Clear"/>.</summary>
    public IReadOnlyList<ActiveFault> Active => Volatile.Read(ref _active);

    /// <summary>Starts a fault. It acts on the next request in its scope.</summary>
    public ActiveFault Add(SimulatorFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
        {
            var added = new ActiveFault(this, ++_number, fault);
            Volatile.Write(ref _active, [.. _active, added]);
            return added;
        }
    }

    /// <summary>Ends one fault. Returns false when there is none of that number.</summary>
    public bool Remove(int number)
    {
        lock (_gate)
        {
            var kept = Array.FindAll(_active, f => f.Number != number);
            var removed = kept.Length != _active.Length;
            Volatile.Write(ref _active, kept);
            return removed;
        }
    }

    /// <summary>Ends all faults.</summary>
    public void Clear()
    {
        lock (_gate) Volatile.Write(ref _active, []);
    }

    /// <summary>The faults that hit this request. Asking counts.</summary>
    internal IReadOnlyList<SimulatorFault> Hit(long account, string apiKey, string path, QueryValues query)
    {
        var active = Volatile.Read(ref _active);
        if (active.Length == 0) return [];
        List<SimulatorFault>? hit = null;
        foreach (var fault in active)
            if (fault.Fault.Kind != SimulatorFaultKind.LateVisibility && InScope(fault.Fault, account, apiKey, path) && Matters(fault.Fault.Kind, query) && fault.Fire())
                (hit ??= []).Add(fault.Fault);
        return hit is null ? [] : hit;
    }

    internal TimeSpan VisibilityDelay(long account, string entity)
    {
        var delay = TimeSpan.Zero;
        foreach (var fault in Volatile.Read(ref _active))
            if (fault.Fault.Kind == SimulatorFaultKind.LateVisibility && InScope(fault.Fault, account, apiKey: null, entity) && fault.Fire() && fault.Fault.Duration > delay)
                delay = fault.Fault.Duration;
        return delay;
    }

    /// <summary>A fault of a parameter is not used up by requests without it.</summary>
    private static bool Matters(SimulatorFaultKind kind, QueryValues query) => kind switch
    {
        SimulatorFaultKind.ExpiredToken => query.Has("next"),
        SimulatorFaultKind.BrokenUpdatedAfter => query.Has("updatedAfter") || query.Has("updatedAtFrom") || query.Has("updatedAtTo"),
        _ => true,
    };

    private static bool InScope(SimulatorFault fault, long account, string? apiKey, string path) =>
        (fault.Account is null || fault.Account == account)
        && (fault.ApiKey is null || string.Equals(fault.ApiKey, apiKey, StringComparison.Ordinal))
        && (fault.Path is null || path.Equals(fault.Path, StringComparison.Ordinal) || path.StartsWith(fault.Path + "/", StringComparison.Ordinal));
}
