using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A person of an e-mail.</summary>
public sealed record FubEmailParty
{
    /// <summary>Person. Observed once.</summary>
    public long? PersonId { get; init; }

    /// <summary>True when the person sent it. Observed once.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? SentByPerson { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
