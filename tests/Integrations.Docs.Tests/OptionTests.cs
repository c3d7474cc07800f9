using System.Reflection;
using System.Text.RegularExpressions;
using Integrations.Abstractions;
using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Http;
using Integrations.Persistence.Postgres;
using Integrations.Rezen;

namespace Integrations.Docs.Tests;

/// <summary>
/// Tables of settings say what the code says. Such a table's first heading is the name of the class and its second <c>Default</c>; a row may name several properties, separated by commas, and then as many
/// defaults.
/// </summary>
public sealed partial class OptionTests
{
    private static readonly Type[] s_types =
    [
        .. new[] { typeof(ConnectOptions), typeof(EngineOptions), typeof(PostgresOptions), typeof(VendorHttpOptions), typeof(FubOptions), typeof(RezenOptions), typeof(WebhookEndpointOptions) }
            .SelectMany(static t => t.Assembly.GetExportedTypes())
            .Where(static t => t.Name.EndsWith("Options", StringComparison.Ordinal) && !t.IsAbstract),
    ];

    public static TheoryData<string> Names => [.. s_types.Select(static t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_setting_is_in_the_docs_with_its_default(string name)
    {
        Type type = s_types.Single(t => t.Name == name);
        string[] listed = [.. Tables().Where(t => t.File.StartsWith("docs/", StringComparison.Ordinal) && t.Header[0] == name).SelectMany(static t => t.Body).SelectMany(static r => Parts(r[0]))];

        Assert.Equal(Properties(type).Select(static p => p.Name).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_table_names_a_setting_or_a_default_that_the_code_does_not_have()
    {
        List<string> wrong = [];
        foreach (PageTable table in Tables())
        {
            Type? type = s_types.SingleOrDefault(t => t.Name == table.Header[0]);
            if (type is null)
            {
                wrong.Add($"{table.File}:{table.Line}: there is no class {table.Header[0]}");
                continue;
            }

            object values = Activator.CreateInstance(type)!;
            foreach (string[] row in table.Body)
            {
                string[] names = Parts(row[0]);
                string[] defaults = names.Length == 1 ? [row[1]] : Parts(row[1]);
                foreach ((string property, int i) in names.Select(static (n, i) => (n, i)))
                {
                    string expected = type.GetProperty(property) is { } found ? Shown.Value(found.GetValue(values)) : "(no such property)";
                    string said = defaults.ElementAtOrDefault(i) ?? "(nothing)";
                    if (expected != said)
                    {
                        wrong.Add($"{table.File}:{table.Line}: {type.Name}.{property} is {expected}, not {said}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(90_000, "90 s")]
    [InlineData(300_000, "5 min")]
    [InlineData(250, "250 ms")]
    [InlineData(604_800_000, "7 d")]
    public void Spans_are_shown_in_the_largest_unit_that_divides_them(int milliseconds, string shown) => Assert.Equal(shown, Shown.Span(TimeSpan.FromMilliseconds(milliseconds)));

    private static IEnumerable<PageTable> Tables() => Page.All.SelectMany(static p => p.Tables).Where(static t => OptionsClass().IsMatch(t.Header[0]) && t.Header.Length > 1 && t.Header[1] == "Default");

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties().Where(static p => p.DeclaringType != typeof(object) && p.GetMethod!.IsPublic && p.Name != "EqualityContract");

    private static string[] Parts(string cell) => cell.Split(", ", StringSplitOptions.TrimEntries);

    [GeneratedRegex("^[A-Za-z]+Options$", RegexOptions.NonBacktracking)]
    private static partial Regex OptionsClass();
}
