using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Use of the allowance over a period. The vendor computes it anew every 30 seconds. Documented.</summary>
public sealed record FubRateUsage
{
    /// <summary>Name of the system. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? System { get; init; }

    /// <summary>The period, for example <c>last_24h</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Period { get; init; }

    /// <summary>The numbers. Documented.</summary>
    public FubRateNumbers? Usage { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
