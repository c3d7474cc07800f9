using System.Diagnostics.CodeAnalysis;
using Integrations.Simulators;

namespace SyncHost.Demo;

/// <summary>What the demo was asked to show.</summary>
internal sealed record DemoOptions(bool Once, SimulatorSize Size, int Seed, int? Accounts, FubSimulatorRateLimits Limits, string? Postgres, string Schema, FileInfo? Report)
{
    private static readonly SimulatorSize[] Sizes = [SimulatorSize.Tiny, SimulatorSize.S, SimulatorSize.M, SimulatorSize.L];

    public static bool TryRead(
        bool once,
        string size,
        int seed,
        string vendors,
        int? accounts,
        string limits,
        string? postgres,
        string schema,
        FileInfo? report,
        [NotNullWhen(true)] out DemoOptions? options,
        [NotNullWhen(false)] out string? problem)
    {
        options = null;
        if (Sizes.FirstOrDefault(s => string.Equals(s.Name, size, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            problem = $"The simulator has no size '{size}'. Take one of {string.Join(", ", Sizes.Select(static s => s.Name))}.";
            return false;
        }

        if (!string.Equals(vendors, "fub", StringComparison.OrdinalIgnoreCase))
        {
            problem = $"'{vendors}' names a vendor that has no simulator in this version. Take fub.";
            return false;
        }

        if (accounts < 1 || accounts > found.Accounts)
        {
            problem = found.Accounts is { } most ? $"--accounts must be 1 to {most} for size {found}." : "--accounts must be at least 1.";
            return false;
        }

        if (limits is not ("vendor" or "off"))
        {
            problem = $"'{limits}' is no setting of --limits. Take vendor or off.";
            return false;
        }

        problem = null;
        options = new DemoOptions(once, found, seed, accounts, limits == "off" ? FubSimulatorRateLimits.Off : FubSimulatorRateLimits.Vendor, postgres, schema, report);
        return true;
    }
}
