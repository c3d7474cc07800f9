using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The agent in the books of one subsidiary.</summary>
public sealed record RezenMsdxVendor
{
    /// <summary>For example <c>REAL_BROKER_LLC</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Subsidiary { get; init; }

    /// <summary>Vendor property <c>no</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? No { get; init; }

    /// <summary>Vendor property <c>error</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Error { get; init; }

    /// <summary>Epoch milliseconds. Observed.</summary>
    public RezenTime? SyncedAt { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
