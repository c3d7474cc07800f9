namespace SyncHost.Demo;

/// <summary>A vendor that can be shown.</summary>
/// <param name="Name">Vendor word, for example <c>fub</c>.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Sizes">Sizes of its simulator.</param>
/// <param name="StartAsync">Starts its simulator.</param>
internal sealed record DemoVendorKind(string Name, string Title, IReadOnlyList<DemoSize> Sizes, Func<DemoOptions, CancellationToken, Task<DemoVendor>> StartAsync)
{
    /// <summary>All that exist. A further vendor is one more entry.</summary>
    public static IReadOnlyList<DemoVendorKind> All { get; } = [FubDemoVendor.Kind, RezenDemoVendor.Kind];

    /// <summary>The size of a name. Null when the simulator has none of it.</summary>
    public DemoSize? Size(string name) => Sizes.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A size of a simulator.</summary>
/// <param name="Name">Name, for example <c>tiny</c>.</param>
/// <param name="Accounts">Accounts that it is spread over. Null when each account has it.</param>
internal sealed record DemoSize(string Name, int? Accounts);
