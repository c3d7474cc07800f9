using System.Reflection;
using System.Text.RegularExpressions;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests;

/// <summary>One vendor under the name of Acme, so that it can be compared with the others: <c>FubClient</c> and <c>RezenClient</c> are both <c>AcmeClient</c>.</summary>
internal sealed class Twin
{
    private const string Word = "Acme";
    private const string Name = "acme";

    private readonly Package _package;
    private readonly VendorDescriptor _vendor;

    private Twin(Package package)
    {
        _package = package;
        _vendor = (VendorDescriptor)package.Assembly.GetType($"{package.Name}.{package.Word}IntegrationDescriptor", throwOnError: true)!.GetProperty("Vendor")!.GetValue(null)!;
        var services = new ServiceCollection();
        Of("AcmeServiceCollectionExtensions").GetMethod(Own("AddAcmeIntegration"), [typeof(IServiceCollection)])!.Invoke(null, [services]);
        Services = [.. services];
    }

    /// <summary>A further vendor joins with its word in <see cref="Package.VendorWords"/>.</summary>
    public static IReadOnlyList<Twin> All { get; } = [.. Package.Vendors.Select(static p => new Twin(p))];

    public IReadOnlyList<SyncStreamDescriptor> Streams => _vendor.Streams;

    /// <summary>What the registration without options adds.</summary>
    public IReadOnlyList<ServiceDescriptor> Services { get; }

    /// <summary>The entity as types and files spell it.</summary>
    public static string Entity(SyncStreamDescriptor stream) => char.ToUpperInvariant(stream.Name.Entity[0]) + stream.Name.Entity[1..];

    /// <summary>A name of Acme in this vendor's words.</summary>
    public string Own(string name) => name.Replace(Word, _package.Word, StringComparison.Ordinal).Replace(Name, _vendor.Name, StringComparison.Ordinal);

    public Type Of(string type) => _package.Assembly.GetType($"{_package.Name}.{Own(type)}") ?? throw new InvalidOperationException($"{_package} has no {Own(type)}.");

    /// <summary>Whether there is a file; its name may hold wildcards.</summary>
    public bool Has(string path) => Path.Combine(Package.Root, Path.GetDirectoryName(Own(path))!) is var folder && Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, Path.GetFileName(Own(path))).Any();

    public string Text(string path) => File.ReadAllText(Path.Combine(Package.Root, Own(path)));

    /// <summary>Source files below a folder of Acme, as Acme's.</summary>
    public IEnumerable<string> Sources(string folder)
    {
        var root = Path.Combine(Package.Root, Own(folder));
        return !Directory.Exists(root) ? [] : Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
            .Where(static f => !f.StartsWith("bin/", StringComparison.Ordinal) && !f.StartsWith("obj/", StringComparison.Ordinal))
            .Select(f => $"{folder}/{Common(f)}");
    }

    /// <summary>Registered services, with type arguments, as Acme's.</summary>
    public IEnumerable<string> ServiceNames => Services.Select(static s => Show(s.ServiceType)).Distinct(StringComparer.Ordinal).Select(Common);

    /// <summary>Whether a mapper of the package makes the stream's rows.</summary>
    public bool Maps(SyncStreamDescriptor stream) => _package.Assembly.GetTypes()
        .Where(static t => t.Name.EndsWith("Mapper", StringComparison.Ordinal))
        .SelectMany(static t => t.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .Any(m => m.ReturnType == typeof(MapResult<>).MakeGenericType(stream.Table.RowType));

    /// <summary>The stream's table as code names it, for example <c>AcmeTables.People</c>.</summary>
    public string TableName(SyncStreamDescriptor stream) =>
        Own("AcmeTables.") + Of("AcmeTables").GetProperties(BindingFlags.Static | BindingFlags.Public).Single(p => ReferenceEquals(p.GetValue(null), stream.Table)).Name;

    /// <summary>Whether a text names a member as a whole: <c>AcmeTables.Deals</c> is not in <c>AcmeTables.DealStages</c>.</summary>
    public static bool Names(string text, string member) => Regex.IsMatch(text, $@"\b{Regex.Escape(member)}\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    public override string ToString() => _vendor.Name;

    private string Common(string name) => name.Replace(_package.Word, Word, StringComparison.Ordinal);

    private static string Show(Type type) => !type.IsGenericType ? type.Name : $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Show))}>";
}
