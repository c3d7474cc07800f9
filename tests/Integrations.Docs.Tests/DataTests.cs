using System.Text.RegularExpressions;
using Integrations.Rezen;

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
            .ToDictionary(static r => r[0], static r => Table().Matches(Remark().Replace(r[1], string.Empty)).Select(static m => m.Value).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

        Assert.Equal(written.Keys.Order(StringComparer.Ordinal), said.Keys.Order(StringComparer.Ordinal));
        Assert.All(written, w => Assert.Equal((w.Key, string.Join(", ", w.Value)), (w.Key, string.Join(", ", said[w.Key]))));
    }

    [Fact]
    public void The_properties_whose_place_is_not_proved_are_those_that_the_package_places() => Assert.Equal(
        RezenDefaults.UnprovenFields,
        Page.Of("docs/rezen.md").Tables.Single(static t => t.Header[0] == "kind" && t.Header[1] == "properties").Body.SelectMany(static r => r[1].Split(", ").Select(p => $"{r[0].Split(' ')[0]}.{p}")));

    /// <summary>A setting is there because a fact is not certain, or because it is the host's to choose: whoever adds one says which.</summary>
    [Fact]
    public void Every_setting_that_exists_because_a_fact_is_unproven_stands_beside_that_fact()
    {
        string[] chosen = ["RequestsPerSecond", "OAuth", "Webhooks"];
        string covered = string.Join(' ', Page.Of("docs/rezen.md").Tables.Single(static t => t.Header[0] == "fact").Body.Select(static r => r[2]));

        string[] named = [.. Setting().Matches(covered).Select(static m => m.Value).Distinct(StringComparer.Ordinal)];
        string[] missing = [.. typeof(RezenOptions).GetProperties().Select(static p => p.Name).Except(chosen).Except(named.Select(static n => n.Split('.')[0]))];
        string[] unknown = [.. named.Where(static n => !Exists(n))];

        Assert.Empty(missing);
        Assert.Empty(unknown);
    }

    private static bool Exists(string setting)
    {
        Type? type = typeof(RezenOptions);
        foreach (string name in setting.Split('.'))
        {
            type = type?.GetProperty(name)?.PropertyType;
        }

        return type is not null || typeof(RezenOptions).Assembly.GetType("Integrations.Rezen." + setting) is not null;
    }

    /// <summary>The table that the file is named after, and every other that it writes. A derived table is only marked.</summary>
    private static IEnumerable<string> Targets(string file)
    {
        string text = Part().Replace(File.ReadAllText(file), static m => File.ReadAllText(Path.Combine(s_projections, "parts", m.Groups["part"].Value + ".sql")));
        return Write().Matches(text).Select(static m => m.Groups["table"].Value).Where(static t => !t.StartsWith("rezen_", StringComparison.Ordinal) && t is not ("agent_rezen" or "core_stale"))
            .Append(Path.GetFileNameWithoutExtension(file).Split("_to_")[1]);
    }

    [GeneratedRegex(@"(?:insert into|update|delete from) \$schema\$\.(?<table>\w+)", RegexOptions.NonBacktracking)]
    private static partial Regex Write();

    [GeneratedRegex(@"%PART:(?<part>\w+)%", RegexOptions.NonBacktracking)]
    private static partial Regex Part();

    /// <summary>A name of a setting among words of a sentence.</summary>
    [GeneratedRegex(@"\b[A-Z]\w*[a-z]\w*(?:\.[A-Z]\w+)?\b", RegexOptions.NonBacktracking)]
    private static partial Regex Setting();

    [GeneratedRegex(@"[a-z]+(?:_[a-z]+)*", RegexOptions.NonBacktracking)]
    private static partial Regex Table();

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Remark();
}
