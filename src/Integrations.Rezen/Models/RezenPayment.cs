using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Rezen;

/// <summary>What a participant is paid.</summary>
public sealed record RezenPayment
{
    /// <summary>0.95 is 95 percent. Observed.</summary>
    public RezenFraction? Percent { get; init; }

    /// <summary>Money in two clients, a bare number in one. Observed.</summary>
    public RezenMoney? Amount { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
