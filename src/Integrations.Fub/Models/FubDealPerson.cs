using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A person of a deal.</summary>
public sealed record FubDealPerson
{
    /// <summary>Person id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>Name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Picture address; empty when none. Observed.</summary>
    [JsonConverter(typeof(PictureConverter))]
    public FubPicture? Avatar { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
