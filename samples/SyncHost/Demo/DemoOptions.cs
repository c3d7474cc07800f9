using System.Diagnostics.CodeAnalysis;

namespace SyncHost.Demo;

/// <summary>What the demo was asked to show.</summary>
internal sealed record DemoOptions(
    bool Once, string Size, int Seed, IReadOnlyList<DemoVendorKind> Vendors, int? Accounts, bool HasLimits, string? Postgres, string Schema, FileInfo? Report)
{
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
        string[] named = vendors.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(named, static n => !DemoVendorKind.All.Any(k => k.Name == n)) is { } unknown || named.Length == 0)
        {
            problem = $"'{vendors}' names a vendor that has no simulator. Take {string.Join(',', DemoVendorKind.All.Select(static k => k.Name))}, or one of them.";
            return false;
        }

        DemoVendorKind[] shown = [.. DemoVendorKind.All.Where(k => named.Contains(k.Name, StringComparer.Ordinal))];
        DemoSize[] sizes = [.. shown.Select(k => k.Size(size)).OfType<DemoSize>()];
        if (sizes.Length < shown.Length)
        {
            problem = $"The simulators have no size '{size}'. Take one of {string.Join(", ", shown[0].Sizes.Select(static s => s.Name))}.";
            return false;
        }

        int? most = sizes.Min(static s => s.Accounts);
        if (accounts < 1 || accounts > most)
        {
            problem = most is null ? "--accounts must be at least 1." : $"--accounts must be 1 to {most} for size {sizes[0].Name}.";
            return false;
        }

        if (limits is not ("vendor" or "off"))
        {
            problem = $"'{limits}' is no setting of --limits. Take vendor or off.";
            return false;
        }

        problem = null;
        options = new DemoOptions(once, sizes[0].Name, seed, shown, accounts, limits == "vendor", postgres, schema, report);
        return true;
    }
}
