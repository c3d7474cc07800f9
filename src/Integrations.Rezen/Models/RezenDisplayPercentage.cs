using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A percentage as it is shown.</summary>
public sealed record RezenDisplayPercentage
{
    /// <summary>For example <c>10.00%</c>. Observed.</summary>
    [JsonPropertyName("string")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Text { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
