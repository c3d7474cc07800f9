using System.Diagnostics.CodeAnalysis;
using Integrations.Simulators;

namespace SyncHost.Demo;

/// <summary>What the demo was asked to show.</summary>
internal sealed record DemoOptions(bool Once, SimulatorSize Size, int Seed, string? Postgres, string Schema, FileInfo? Report)
{
    private static readonly SimulatorSize[] Sizes = [SimulatorSize.Tiny, SimulatorSize.S];

    public static bool TryRead(
        bool once,
        string size,
        int seed,
        string vendors,
        string? postgres,
        string schema,
        FileInfo? report,
        [NotNullWhen(true)] out DemoOptions? options,
        [NotNullWhen(false)] out string? problem)
    {
        options = null;
        if (Sizes.FirstOrDefault(s => string.Equals(s.Name, size, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            problem = $"The simulator has no size '{size}' in this version. Take one of {string.Join(", ", Sizes.Select(static s => s.Name))}.";
            return false;
        }

        if (!string.Equals(vendors, "fub", StringComparison.OrdinalIgnoreCase))
        {
            problem = $"'{vendors}' names a vendor that has no simulator in this version. Take fub.";
            return false;
        }

        problem = null;
        options = new DemoOptions(once, found, seed, postgres, schema, report);
        return true;
    }
}
