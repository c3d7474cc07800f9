using System.Xml.Linq;

namespace Integrations.Contracts.Tests;

public sealed class PackageTests
{
    private static readonly XDocument s_shared = XDocument.Load(Path.Combine(Package.Root, "src", "Directory.Build.props"));

    public static TheoryData<string> Names => [.. Package.All.Select(static p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_says_what_it_is(string name)
    {
        var package = Find(name);

        Assert.InRange(Own(package, "Description").Length, 30, 300);
        Assert.NotEmpty(Own(package, "PackageTags"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_has_a_readme_that_says_more_than_its_name_and_a_changelog(string name)
    {
        var package = Find(name);
        var readme = File.ReadAllLines(Path.Combine(package.Folder, "README.md"));

        Assert.Equal($"# {name}", readme[0]);
        Assert.True(readme.Count(static l => l.Trim().Length > 0) > 3, "The README says nothing yet.");
        Assert.StartsWith("# Changelog", File.ReadAllText(Path.Combine(package.Folder, "CHANGELOG.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PackageLicenseExpression", "MIT")]
    [InlineData("PackageReadmeFile", "README.md")]
    [InlineData("PackageIcon", "icon.png")]
    [InlineData("IsAotCompatible", "true")]
    [InlineData("EnablePackageValidation", "true")]
    public void All_packages_share_licence_readme_icon_and_checks(string property, string value)
    {
        Assert.Equal(value, s_shared.Descendants(property).Single().Value);
        Conventions.AssertNone(Package.All.Where(p => p.Project.Descendants(property).Any()).Select(static p => p.Name));
    }

    [Fact]
    public void Files_that_packages_share_exist()
    {
        // In the targets, because the project file would overwrite what the props say.
        Assert.EndsWith("$(PackageTags)", XDocument.Load(Path.Combine(Package.Root, "src", "Directory.Build.targets")).Descendants("PackageTags").Single().Value, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Package.Root, "icon.png")));
        Assert.Contains("MIT License", File.ReadAllText(Path.Combine(Package.Root, "LICENSE")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_vendor_package_has_the_same_entrance()
    {
        string[] entrance = ["{0}Defaults", "{0}Options", "{0}ServiceCollectionExtensions", "{0}IntegrationBuilder"];

        var missing = Package.Vendors.Where(static p => p.PublicTypes.Any()).SelectMany(p => entrance.Select(e => e.Replace("{0}", p.Word, StringComparison.Ordinal)).Where(t => p.Assembly.GetType($"{p.Name}.{t}") is null));

        Conventions.AssertNone(missing);
    }

    private static Package Find(string name) => Package.All.Single(p => p.Name == name);

    private static string Own(Package package, string property) => package.Project.Descendants(property).SingleOrDefault()?.Value ?? string.Empty;
}
