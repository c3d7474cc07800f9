using System.Xml.Linq;

namespace Integrations.Contracts.Tests;

public sealed class DependencyTests
{
    /// <summary>vendors → Http → Abstractions ← Engine; Persistence → Abstractions; nobody references a vendor.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["Abstractions"] = [],
        ["Http"] = ["Abstractions"],
        ["Engine"] = ["Abstractions"],
        ["Persistence.Postgres"] = ["Abstractions"],
        ["AspNetCore"] = ["Abstractions", "Engine"],
        ["Orleans"] = ["Abstractions", "Engine"],
        ["Simulators"] = ["Abstractions"],
        ["Testing"] = ["Abstractions"],
    };

    [Fact]
    public void Project_references_follow_the_arrows() =>
        AssertArrows(static p => p.Project.Descendants("ProjectReference").Select(static r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/'))));

    [Fact]
    public void Assembly_references_follow_the_arrows() =>
        AssertArrows(static p => p.Assembly.GetReferencedAssemblies().Select(static a => a.Name!).Where(static n => n.StartsWith("Integrations.", StringComparison.Ordinal)));

    [Fact]
    public void Only_the_persistence_package_speaks_SQL() =>
        Conventions.AssertNone(Package.All.Where(static p => p.Word is not ("Persistence.Postgres" or "Testing") && p.Assembly.GetReferencedAssemblies().Any(static a => a.Name == "Npgsql")).Select(static p => p.Name));

    [Fact]
    public void Test_libraries_stay_out_of_the_packages_that_hosts_install()
    {
        string[] forbidden = ["xunit", "WireMock", "Newtonsoft", "Microsoft.Extensions.TimeProvider.Testing"];

        var found = Package.All.Where(static p => p.Word != "Testing").SelectMany(p => p.Project.Descendants("PackageReference")
            .Select(static r => (string)r.Attribute("Include")!).Where(n => forbidden.Any(f => n.StartsWith(f, StringComparison.OrdinalIgnoreCase))).Select(n => $"{p} → {n}"));

        Conventions.AssertNone(found);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Load(Path.Combine(Package.Root, "Integrations.slnx")).Descendants("Project").Select(static p => (string)p.Attribute("Path")!).ToHashSet(StringComparer.Ordinal);
        var there = new[] { "src", "tests", "samples", "bench" }.Select(static f => Path.Combine(Package.Root, f)).Where(Directory.Exists)
            .SelectMany(static f => Directory.EnumerateFiles(f, "*.csproj", SearchOption.AllDirectories)).Select(static f => Path.GetRelativePath(Package.Root, f).Replace('\\', '/'));

        Conventions.AssertNone(there.Except(listed));
    }

    private static void AssertArrows(Func<Package, IEnumerable<string>> references)
    {
        var wrong = Package.All.SelectMany(p => references(p).Where(r => !Allowed(p).Contains(r["Integrations.".Length..], StringComparer.Ordinal)).Select(r => $"{p} → {r}"));

        Conventions.AssertNone(wrong);
    }

    private static string[] Allowed(Package package) =>
        Package.VendorWords.Contains(package.Word, StringComparer.Ordinal) ? ["Http", "Abstractions"]
        : s_allowed.TryGetValue(package.Word, out var allowed) ? allowed
        : throw new InvalidOperationException($"{package} is new: say here what it may reference.");
}
