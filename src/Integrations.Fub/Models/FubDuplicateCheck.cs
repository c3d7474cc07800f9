using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Whether somebody in the account has an e-mail address or a phone number. The answer is known from one typed client only.</summary>
public sealed record FubDuplicateCheck
{
    /// <summary>True when there is somebody. Observed once.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Found { get; init; }

    /// <summary>What matched; its shape is not recorded. Observed once.</summary>
    public JsonElement? MatchedBy { get; init; }

    /// <summary>Whom that person is assigned to; its shape is not recorded. Observed once.</summary>
    public JsonElement? AssignedTo { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
