using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The commission of a draft: an amount or a percentage.</summary>
public sealed record RezenDraftCommission
{
    /// <summary>Vendor property <c>commissionAmount</c>. Observed.</summary>
    public RezenMoney? CommissionAmount { get; init; }

    /// <summary>3 is three percent. Documented, second hand.</summary>
    public RezenWholePercent? CommissionPercent { get; init; }

    /// <summary>True where the percentage counts. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? PercentEnabled { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
