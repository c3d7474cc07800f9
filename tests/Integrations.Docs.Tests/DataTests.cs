using System.Text.RegularExpressions;

namespace Integrations.Docs.Tests;

/// <summary>What a vendor's page of data says of the core tables is what the projections write.</summary>
public sealed partial class DataTests
{
    private static readonly string s_projections = Path.Combine(Page.Root, "src", "Integrations.Persistence.Postgres", "Projections");

    [Fact]
    public void The_core_tables_of_a_mirror_table_are_those_that_its_projections_write()
    {
        Dictionary<string, string[]> written = Directory.EnumerateFiles(s_projections, "*rezen*_to_*.sql")
            .GroupBy(static f => Path.GetFileName(f).Split("_to_")[0], StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.SelectMany(Targets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

        Dictionary<string, string[]> said = Page.Of("docs/rezen-data.md").Tables.Single(static t => t.Header[0] == "mirror").Body
            .ToDictionary(static r => r[0], static r => Table().Matches(r[1]).Select(static m => m.Value).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

        Assert.Equal(written.Keys.Order(StringComparer.Ordinal), said.Keys.Order(StringComparer.Ordinal));
        Assert.All(written, w => Assert.Equal((w.Key, string.Join(", ", w.Value)), (w.Key, string.Join(", ", said[w.Key]))));
    }

    /// <summary>The table that the file is named after, and every other that it writes. A derived table is only marked.</summary>
    private static IEnumerable<string> Targets(string file)
    {
        string text = Part().Replace(File.ReadAllText(file), static m => File.ReadAllText(Path.Combine(s_projections, "parts", m.Groups[1].Value + ".sql")));
        return Write().Matches(text).Select(static m => m.Groups[1].Value).Where(static t => !t.StartsWith("rezen_", StringComparison.Ordinal) && t is not ("agent_rezen" or "core_stale"))
            .Append(Path.GetFileNameWithoutExtension(file).Split("_to_")[1]);
    }

    [GeneratedRegex(@"(?:insert into|update|delete from) \$schema\$\.(\w+)")]
    private static partial Regex Write();

    [GeneratedRegex(@"%PART:(\w+)%")]
    private static partial Regex Part();

    /// <summary>A name of a table among words in brackets.</summary>
    [GeneratedRegex(@"\b[a-z]+(?:_[a-z]+)*\b(?![^(]*\))")]
    private static partial Regex Table();
}
