using System.Diagnostics.CodeAnalysis;
using Integrations.Simulators;

namespace SyncHost.Demo;

/// <summary>What the demo was asked to show.</summary>
internal sealed record DemoOptions(bool Once, SimulatorSize Size, int Seed, string? Postgres, string Schema, FileInfo? Report)
{
    public static bool TryRead(
        bool once, string size, int seed, string vendors, string? postgres, string schema, FileInfo? report, [NotNullWhen(true)] out DemoOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = null;
        if (!Enum.TryParse(size, ignoreCase: true, out SimulatorSize parsed))
        {
            problem = $"'{size}' is not a size. Take one of {string.Join(", ", Enum.GetNames<SimulatorSize>())}.";
            return false;
        }

        if (!string.Equals(vendors, "fub", StringComparison.OrdinalIgnoreCase))
        {
            problem = $"'{vendors}' names a vendor that has no simulator. Take fub.";
            return false;
        }

        problem = null;
        options = new DemoOptions(once, parsed, seed, postgres, schema, report);
        return true;
    }
}
