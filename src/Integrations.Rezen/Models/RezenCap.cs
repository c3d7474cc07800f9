using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>What an agent pays to the brokerage in a year at most, and what of it is paid.</summary>
public sealed record RezenCap
{
    /// <summary>Vendor property <c>capAmount</c>. Observed.</summary>
    public RezenMoney? CapAmount { get; init; }

    /// <summary>Vendor property <c>capAmountPaid</c>. Observed.</summary>
    public RezenMoney? CapAmountPaid { get; init; }

    /// <summary>Vendor property <c>capped</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Capped { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? AnniversaryDate { get; init; }

    /// <summary>Vendor property <c>teamCapAmount</c>. Observed.</summary>
    public RezenMoney? TeamCapAmount { get; init; }

    /// <summary>Vendor property <c>teamCapAmountPaid</c>. Observed.</summary>
    public RezenMoney? TeamCapAmountPaid { get; init; }

    /// <summary>Never read live. Assumed.</summary>
    public RezenMoney? BrokerageCapAmount { get; init; }

    /// <summary>Never read live. Assumed.</summary>
    public RezenMoney? BrokerageCapAmountPaid { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
