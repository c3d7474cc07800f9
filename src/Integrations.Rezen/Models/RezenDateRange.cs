using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Rezen;

/// <summary>From one date to another.</summary>
public sealed record RezenDateRange
{
    /// <summary>A date. Documented, second hand.</summary>
    public RezenTime? Start { get; init; }

    /// <summary>A date. Documented, second hand.</summary>
    public RezenTime? End { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
