namespace Integrations.Testing;

/// <summary>
/// Lives through random histories with the real strategies, over all cores. Equal seeds give equal histories and equal reports, whatever the number of cores.
/// </summary>
internal static class HistoryProof
{
    private const int MinEvents = 10;
    private const int MaxEvents = 160;

    /// <summary>Every case of <see cref="HistoryCase.All"/>, each with its share.</summary>
    internal static HistoryReport Run(long histories, long seed, CancellationToken cancellationToken = default)
    {
        var report = new HistoryReport(seed, 0, 0, 0, 0, CounterExample: null);
        foreach (HistoryCase kind in HistoryCase.All)
        {
            report += Run(kind, Math.Max(1, histories * kind.Percent / 100), seed, cancellationToken);
        }

        return report;
    }

    /// <summary>One case.</summary>
    internal static HistoryReport Run(HistoryCase kind, long histories, long seed, CancellationToken cancellationToken = default)
    {
        long[] faults = new long[3];
        long first = long.MaxValue;
        Parallel.For(0L, histories, new ParallelOptions { CancellationToken = cancellationToken }, index =>
        {
            if (HistoryRun.Live(kind, Draw(kind, seed, index)) is { } fault)
            {
                Interlocked.Increment(ref faults[(int)fault.Kind]);
                for (long known = Volatile.Read(ref first); index < known; known = Volatile.Read(ref first))
                {
                    Interlocked.CompareExchange(ref first, index, known);
                }
            }
        });
        string? example = first == long.MaxValue
            ? null
            : $"history {first} of seed {seed}, {HistoryRun.Explain(kind, Shrink(kind, Draw(kind, seed, first)))}";
        return new HistoryReport(seed, histories, faults[(int)HistoryFaultKind.Lost], faults[(int)HistoryFaultKind.Doubled], faults[(int)HistoryFaultKind.Stuck], example);
    }

    /// <summary>The history with that number.</summary>
    internal static History Draw(HistoryCase kind, long seed, long index)
    {
        // One well-mixed stream of bytes for each (case, seed, number): SplitMix64.
        ulong state = unchecked((ulong)seed * 0x9E3779B97F4A7C15);
        foreach (char c in kind.Name)
        {
            state = Mix(state ^ c);
        }

        state = Mix(unchecked(state + (ulong)index));
        byte[] shape = new byte[History.ShapeLength];
        Fill(shape, ref state);
        byte[] events = new byte[MinEvents + (int)(Next(ref state) % (MaxEvents - MinEvents + 1))];
        Fill(events, ref state);
        return new History(shape, events);
    }

    /// <summary>Leaves out ever smaller stretches of events, then makes bytes zero, as long as the history goes wrong.</summary>
    internal static History Shrink(HistoryCase kind, History history)
    {
        for (int length = history.Events.Length / 2; length > 0; length /= 2)
        {
            for (int at = 0; at + length <= history.Events.Length;)
            {
                History shorter = history with { Events = [.. history.Events[..at], .. history.Events[(at + length)..]] };
                if (HistoryRun.Live(kind, shorter) is null)
                {
                    at += length;
                }
                else
                {
                    history = shorter;
                }
            }
        }

        history = Simplify(history, history.Events, bytes => history with { Events = bytes });
        return Simplify(history, history.Shape, bytes => history with { Shape = bytes });

        History Simplify(History smallest, byte[] bytes, Func<byte[], History> with)
        {
            bytes = [.. bytes];
            for (int i = 0; i < bytes.Length; i++)
            {
                byte before = bytes[i];
                bytes[i] = 0;
                History simpler = with([.. bytes]);
                if (before == 0 || HistoryRun.Live(kind, simpler) is null)
                {
                    bytes[i] = before;
                }
                else
                {
                    smallest = simpler;
                }
            }

            return smallest;
        }
    }

    private static void Fill(Span<byte> bytes, ref ulong state)
    {
        foreach (ref byte b in bytes)
        {
            b = (byte)(Next(ref state) >> 56);
        }
    }

    private static ulong Next(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15);
        return Mix(state);
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
