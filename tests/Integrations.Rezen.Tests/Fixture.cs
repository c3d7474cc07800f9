using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen.Tests;

/// <summary>Synthetic payloads and the account they belong to.</summary>
internal static class Fixture
{
    public const string YentaId = "aa000000-0000-4000-8000-000000000020";

    public static AccountInfo Account { get; } = new()
    {
        Ref = new AccountRef("rezen", new RowId(17)),
        VendorAccountId = YentaId,
        CredentialsId = new RowId(7),
        UserId = 501,
        TeamId = 60,
    };

    public static string Text(string name) => File.ReadAllText(PathOf(name + ".json"));

    public static JsonObject Object(string name, Action<JsonObject>? change = null)
    {
        JsonObject json = JsonNode.Parse(Text(name))!.AsObject();
        change?.Invoke(json);
        return json;
    }

    public static RezenListed<T> Listed<T>(string name, JsonTypeInfo<T> info, string? part = null, Action<JsonObject>? change = null)
        where T : class
    {
        CapturedRecord<T> record = CapturedJson.ReadRecord(JsonSerializer.SerializeToUtf8Bytes(Object(name, change)), info);
        Assert.Null(record.Problem);
        return new RezenListed<T>(record, part);
    }

    public static string PathOf(string relative) => Path.Combine(AppContext.BaseDirectory, "Fixtures", relative);
}
