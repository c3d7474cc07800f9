using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>How the records of a whole system fall to its accounts: unevenly, the first having the most. The parts of all accounts add up to the whole.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SizeSpread
{
    /// <summary>The n-th largest account is as 1 / (n - 1 + evenness): gives the largest of 16 accounts 29 % of all, as in the live system.</summary>
    private const double Evenness = 1.025;

    private readonly double _before;
    private readonly double _after;

    public SizeSpread(int accounts, int ordinal)
    {
        var all = Weight(accounts);
        _before = Weight(ordinal) / all;
        _after = Weight(ordinal + 1) / all;
    }

    public int Part(int count) => (int)(count * _after) - (int)(count * _before);

    private static double Weight(int places)
    {
        var sum = 0.0;
        for (var place = 0; place < places; place++) sum += 1 / (place + Evenness);
        return sum;
    }
}
