using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>How PostgreSQL means to carry thousands of rows into tables of which it knows nothing yet, as in the first minutes of an onboarding.</summary>
public sealed partial class ProjectionPlanTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    public static TheoryData<string> Projections => [.. Of(TestFub.Descriptor), .. Of(TestRezen.Descriptor)];

    [Theory]
    [MemberData(nameof(Projections))]
    public async Task Every_row_is_looked_up_by_its_key_whatever_the_statistics_say(string name)
    {
        SqlProjection projection = new[] { TestFub.Descriptor, TestRezen.Descriptor }.SelectMany(All).Single(p => p.Name == name);
        await using NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        List<string> wrong = [];
        foreach (string statement in projection.Sql.Split(";\n"))
        {
            await using NpgsqlCommand command = connection.CreateCommand();
            command.CommandText = "explain (format json) " + statement;
            command.Parameters.Add(new NpgsqlParameter("account", NpgsqlDbType.Bigint) { Value = 1L });
            command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = Enumerable.Range(1, 5_000).Select(static i => (long)i).ToArray() });
            JsonNode plan = JsonNode.Parse((string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!)!;
            wrong.AddRange(Nodes(plan[0]!["Plan"]!).Where(static n => IsReadInFullForEachRow(n) || IsReadInFull(n)).Select(static n => $"{n["Node Type"]} of {n["Relation Name"]}: {n["Join Filter"] ?? n["Filter"]}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Sessions_made_from_a_connection_string_compile_no_statements()
    {
        await using ServiceProvider services = database.ServicesOfConnectionString();
        NpgsqlDataSource source = services.GetRequiredService<PostgresDatabase>().DataSource;
        await using NpgsqlConnection opened = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using NpgsqlCommand asked = opened.CreateCommand();
        asked.CommandText = "show jit";

        Assert.Equal("off", await asked.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", 100)]
    [InlineData(";Max Auto Prepare=0", 0)]
    [InlineData(";MaxAutoPrepare=7", 7)]
    public async Task Sessions_made_from_a_connection_string_prepare_statements_unless_it_says_otherwise(string setting, int expected)
    {
        await using ServiceProvider services = database.ServicesOfConnectionString(setting);

        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(services.GetRequiredService<PostgresDatabase>().DataSource.ConnectionString).MaxAutoPrepare);
    }

    private static IEnumerable<SqlProjection> All(VendorDescriptor vendor) => SqlProjection.For(vendor.Name, new SchemaName("integrations"));

    private static IEnumerable<string> Of(VendorDescriptor vendor) => All(vendor).Select(static p => p.Name);

    /// <summary>A key that is compared with row after row, instead of being looked up.</summary>
    private static bool IsReadInFullForEachRow(JsonNode node) =>
        (node["Join Filter"] is { } join && Key().IsMatch(join.GetValue<string>())) || (node["Relation Name"] is not null && node["Filter"] is { } filter && Key().IsMatch(filter.GetValue<string>()));

    /// <summary>A table of records that is read from end to end. Lists of words and accounts are short; the table that is written (t) is joined by what is to be written of it.</summary>
    private static bool IsReadInFull(JsonNode node) =>
        node["Node Type"]!.GetValue<string>() == "Seq Scan" && node["Alias"]!.GetValue<string>() != "t"
        && node["Relation Name"]!.GetValue<string>() is not ("rezen_accounts" or "fub_accounts" or "contribution_tiers" or "rezen_status_words");

    private static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        yield return node;
        foreach (JsonNode below in node["Plans"]?.AsArray().SelectMany(static n => Nodes(n!)) ?? [])
        {
            yield return below;
        }
    }

    [GeneratedRegex(@"\(([a-z_0-9]+\.)?(id|source_external_id) = [^']", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Key();
}
