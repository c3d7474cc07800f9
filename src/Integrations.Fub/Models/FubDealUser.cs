using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A user of a deal.</summary>
public sealed record FubDealUser
{
    /// <summary>User id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>Name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Picture. Observed.</summary>
    [JsonConverter(typeof(PictureConverter))]
    public FubPicture? Picture { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
