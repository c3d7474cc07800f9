using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators.Tests;

/// <summary>Shapes of answers, held against the recorded and documented ones.</summary>
public sealed class RezenWireTests : RezenSimulatorTests
{
    [Fact]
    public async Task Member_rows_have_exactly_the_recorded_properties_and_types()
    {
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Rezen", "team-member.schema.json"), Token))!["items"]!.AsObject();

        var team = await Get(Yenta, $"teams/{Account.TeamId}");

        var rows = team.GetProperty("agents").EnumerateArray().ToList();
        Assert.Equal(RezenSimulatorSize.Tiny.Agents, rows.Count);
        Assert.All(rows, row => AssertFits(schema, row, "row"));
        Assert.Equal(Account.YentaId, rows[0].GetProperty("agent").GetProperty("id").GetGuid());
        Assert.Equal(["LEADER"], rows[0].GetProperty("roles").EnumerateArray().Select(static r => r.GetString()));
    }

    [Fact]
    public async Task The_users_profile_is_the_same_at_both_addresses_and_names_the_team()
    {
        var user = await Get(Yenta, "users/me");
        var agent = await Get(Yenta, "agents/me");

        Assert.Equal(user.GetRawText(), agent.GetRawText());
        Assert.Equal(Account.YentaId, IdOf(user));
        Assert.Equal("ACTIVE", user.GetProperty("agentStatus").GetString());
        Assert.Equal(Account.TeamId, user.GetProperty("teams")[0].GetProperty("teamId").GetGuid());
        Assert.Equal("UNITED_STATES", user.GetProperty("accountCountry").GetString());
        Assert.Equal(Account.EmailAddress, user.GetProperty("emailAddress").GetString());
    }

    [Fact]
    public async Task A_transaction_has_fractions_money_in_whole_units_and_stamps_in_milliseconds()
    {
        var row = (await Get(Arrakis, Transactions + "CLOSED?pageSize=1")).GetProperty("transactions")[0];

        var detail = await Get(Arrakis, $"transactions/{IdOf(row)}");

        Assert.Matches("^[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}$", row.GetProperty("code").GetString());
        Assert.InRange(row.GetProperty("saleCommissionPercent").GetDecimal(), 0.01m, 0.06m);
        var price = row.GetProperty("price").GetProperty("amount").GetDecimal();
        Assert.InRange(price, 150_000m, 1_100_000m);
        Assert.Equal(decimal.Round(price * row.GetProperty("saleCommissionPercent").GetDecimal(), 2), row.GetProperty("grossCommission").GetProperty("amount").GetDecimal());
        Assert.InRange(row.GetProperty("updatedAt").GetInt64(), 1_600_000_000_000, 1_800_000_000_000);
        Assert.Equal(0, row.GetProperty("closedAt").GetInt64() % 86_400_000);
        Assert.True(row.GetProperty("closed").GetBoolean());
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", row.GetProperty("closingDateEstimated").GetString());
        var agent = row.GetProperty("participants")[0];
        Assert.Equal(Account.YentaId, agent.GetProperty("yentaUserId").GetGuid());
        Assert.Equal(0.85m, agent.GetProperty("payment").GetProperty("percent").GetDecimal());
        Assert.Equal(row.GetProperty("transactionOwner").GetProperty("id").GetGuid(), IdOf(agent));
        Assert.All(row.EnumerateObject(), property => Assert.Equal(property.Value.GetRawText(), detail.GetProperty(property.Name).GetRawText()));
        Assert.False(row.TryGetProperty("commissionSplits", out _));
        Assert.Equal("100.00%", detail.GetProperty("commissionSplits")[0].GetProperty("percentage").GetProperty("string").GetString());
    }

    [Fact]
    public async Task Phones_are_eleven_digits_and_mails_are_of_example_com()
    {
        var rows = await ReadAll(Arrakis, Transactions + "OPEN", "transactions");

        var people = rows.SelectMany(static r => r.GetProperty("participants").EnumerateArray()).ToList();
        Assert.All(people, static p => Assert.Matches("^1[0-9]{3}555[0-9]{4}$", p.GetProperty("phoneNumber").GetString()));
        Assert.All(people, static p => Assert.EndsWith("@example.com", p.GetProperty("emailAddress").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_are_sent_as_utf8_and_slashes_are_not_escaped()
    {
        using var response = await Send(Yenta, $"agents/{Account.YentaId}/down-line/3?pageSize=500");
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Contains(text, static c => c > 127);
        Assert.DoesNotContain("\\u", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Front_line_sponsors_and_caps_have_their_wrappers()
    {
        var frontline = (await Get(Yenta, $"agents/{Account.YentaId}/front-line-agents-info")).GetProperty("frontLineAgentInfos");
        var sponsors = (await Get(Yenta, $"agents/{Account.YentaId}/sponsor-tree")).GetProperty("flattenedSponsors");
        var cap = await Get(Arrakis, $"agent/{Account.YentaId}/cap-info");

        Assert.Equal(Simulator.Count(Account.Id, "networkFrontline").Total, frontline.GetArrayLength());
        Assert.All(frontline.EnumerateArray(), static a => Assert.Equal("ACTIVE", a.GetProperty("status").GetString()));
        Assert.Equal([1, 2, 3, 4, 5], sponsors.EnumerateArray().Select(static s => s.GetProperty("level").GetInt32()));
        Assert.Equal(12_000m, cap.GetProperty("capAmount").GetProperty("amount").GetDecimal());
        Assert.Equal(cap.GetRawText(), (await Get(Yenta, $"agents/{Account.YentaId}/cap-info")).GetRawText());
    }

    [Fact]
    public async Task The_cap_of_some_people_of_the_network_is_forbidden()
    {
        var visible = Simulator.Ids(Account.Id, "networkCap");
        var hidden = Simulator.Ids(Account.Id, "networkDownline").Except(visible).ToList();

        Assert.NotEmpty(hidden);
        await AssertError(Arrakis, $"agent/{hidden[0]}/cap-info", HttpStatusCode.Forbidden, "Not authorized.");
        Assert.True((await Get(Arrakis, $"agent/{visible[1]}/cap-info")).TryGetProperty("capped", out _));
    }

    [Fact]
    public async Task Exports_are_csv_and_download_addresses_are_a_json_string()
    {
        using var export = await Send(Arrakis, $"revshares/{Account.YentaId}/payments/pending/export");
        var detail = await Get(Arrakis, $"transactions/{Simulator.Ids(Account.Id, "transactions")[0]}");
        var checklist = await Get(Client("sherlock"), $"checklists/{detail.GetProperty("checklistId").GetGuid()}");
        var url = await Get(Client("dropbox"), $"files/{Guid.NewGuid()}/url");

        Assert.Equal("text/csv", export.Content.Headers.ContentType!.MediaType);
        Assert.Equal(RezenSimulatorSize.Tiny.PendingContributions + 1, (await export.Content.ReadAsStringAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(2, checklist.GetProperty("items").GetArrayLength());
        Assert.StartsWith("https://", url.GetString(), StringComparison.Ordinal);
    }

    private static void AssertFits(JsonObject schema, JsonElement value, string path)
    {
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(static t => t!.GetValue<string>()).ToArray(),
            { } one => [one.GetValue<string>()],
            null => null,
        };
        var type = value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.TryGetInt64(out _) && types?.Contains("integer", StringComparer.Ordinal) == true ? "integer" : "number",
            JsonValueKind.Null => "null",
            _ => "boolean",
        };
        Assert.True(types is null || types.Contains(type, StringComparer.Ordinal), $"{path} is {type}");
        if (schema["properties"] is JsonObject properties && type == "object")
        {
            Assert.Equal(properties.Select(static p => p.Key).Order(StringComparer.Ordinal), value.EnumerateObject().Select(static p => p.Name).Order(StringComparer.Ordinal));
            foreach (var property in value.EnumerateObject()) AssertFits(properties[property.Name]!.AsObject(), property.Value, $"{path}.{property.Name}");
        }

        if (type == "array" && schema["items"] is JsonObject { Count: > 0 } items)
            foreach (var item in value.EnumerateArray())
                AssertFits(items, item, path + "[]");
        if (type == "string" && schema["format"]?.GetValue<string>() == "uuid") Assert.True(value.TryGetGuid(out _), path);
    }
}
