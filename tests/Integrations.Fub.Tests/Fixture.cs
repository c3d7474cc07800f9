using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;

namespace Integrations.Fub.Tests;

/// <summary>Synthetic payloads and the account they belong to.</summary>
internal static class Fixture
{
    public static AccountInfo Account { get; } = new()
    {
        Ref = new AccountRef("fub", new RowId(17)),
        VendorAccountId = "1700000001",
        HostName = "examplegroup",
        TimeZone = "America/New_York",
        CredentialsId = new RowId(7),
        UserId = 501,
        TeamId = 60,
    };

    public static FubHiddenContent Hidden { get; } = new(new FubOptions().HiddenContentMarkers);

    public static string Text(string name) => File.ReadAllText(PathOf(name + ".json"));

    public static T Read<T>(string name, JsonTypeInfo<T> info, Action<JsonObject>? change = null)
    {
        JsonObject json = JsonNode.Parse(Text(name))!.AsObject();
        change?.Invoke(json);
        return JsonSerializer.Deserialize(json.ToJsonString(), info)!;
    }

    public static string PathOf(string relative) => Path.Combine(AppContext.BaseDirectory, "Fixtures", relative);
}
