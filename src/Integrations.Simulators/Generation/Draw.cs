using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>A small deterministic random source (SplitMix64). The same key gives the same draws on every machine.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Draw
{
    private ulong _state;

    public Draw(ulong seed) => _state = seed;

    public static Draw For(ulong seed, int stream, long index) =>
        new(Mix(seed ^ Mix((ulong)stream + 0x51_7c_c1_b7_27_22_0a_95UL)) ^ Mix((ulong)index));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>A number from 0 to below <paramref name="exclusive"/>.</summary>
    public int Next(int exclusive) => (int)(Next() % (uint)exclusive);

    public long Next(long exclusive) => (long)(Next() % (ulong)exclusive);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(ReadOnlySpan<T> items) => items[Next(items.Length)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
