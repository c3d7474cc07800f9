using System.Text.RegularExpressions;

namespace Integrations.Docs.Tests;

/// <summary>The guide to a further vendor names files that the vendors have: each with the vendor's word in the place of Acme.</summary>
public sealed partial class VendorGuideTests
{
    private static readonly string[] s_vendors = ["Fub", "Rezen"];

    private static readonly string[] s_files =
    [
        .. new[] { "src", "tests", "samples" }.SelectMany(static f => Directory.EnumerateFiles(Path.Combine(Page.Root, f), "*", SearchOption.AllDirectories))
            .Select(static f => Path.GetRelativePath(Page.Root, f).Replace('\\', '/'))
            .Where(static f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Named => [.. NamedFile().Matches(Page.Of("docs/adding-a-vendor.md").Text).Select(static m => m.Groups["file"].Value).Where(static f => !f.StartsWith("docs/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Named))]
    public void A_file_that_a_step_names_is_there_for_a_vendor_that_stands(string file)
    {
        string[] patterns = [.. s_vendors.Select(v => Pattern(file.Replace("Acme", v, StringComparison.Ordinal).Replace("acme", v.ToLowerInvariant(), StringComparison.Ordinal)))];

        Assert.Contains(s_files, f => Array.Exists(patterns, p => Regex.IsMatch(f, p, RegexOptions.NonBacktracking)));
    }

    /// <summary>A star stands for any part of a name, and so does the stream of the guide.</summary>
    private static string Pattern(string file) => "(^|/)" + Regex.Escape(file).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace("Things", "[A-Z][A-Za-z]*", StringComparison.Ordinal) + "$";

    [GeneratedRegex(@"`(?<file>[A-Za-z*][\w./*-]*\.(?:cs|csproj|md|sql|yaml|txt))`", RegexOptions.NonBacktracking)]
    private static partial Regex NamedFile();
}
