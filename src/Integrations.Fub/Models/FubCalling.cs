using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Calling settings of a user. Only with <c>fields=allFields,calling</c>; its inner shape is not recorded.</summary>
public sealed record FubCalling
{
    /// <summary>Vendor property <c>enabled</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Enabled { get; init; }

    /// <summary>Number of the agent. Observed by one client.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? CallingPhoneNumber { get; init; }

    /// <summary>Number shown on outgoing calls. Observed by one client.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? OutboundNumber { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
