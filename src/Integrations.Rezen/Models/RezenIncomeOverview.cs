using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>What an agent earned. The names are one client's guess.</summary>
public sealed record RezenIncomeOverview
{
    /// <summary>Vendor property <c>totalGrossCommission</c>. Assumed.</summary>
    public RezenMoney? TotalGrossCommission { get; init; }

    /// <summary>Vendor property <c>totalNetPayout</c>. Assumed.</summary>
    public RezenMoney? TotalNetPayout { get; init; }

    /// <summary>Vendor property <c>transactionCount</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? TransactionCount { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
