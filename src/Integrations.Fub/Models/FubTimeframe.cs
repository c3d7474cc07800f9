using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A time frame in which people want to buy or sell.</summary>
public sealed record FubTimeframe
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>What users see, for example <c>3-6 Months</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Timeframe { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
