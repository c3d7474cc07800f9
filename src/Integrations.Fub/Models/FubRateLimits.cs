using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What the vendor allows your registered system.</summary>
public sealed record FubRateLimits
{
    /// <summary>Name of the system. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? System { get; init; }

    /// <summary>The allowances. Documented.</summary>
    [JsonPropertyName("current_limits")]
    public FubRateAllowances? CurrentLimits { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
