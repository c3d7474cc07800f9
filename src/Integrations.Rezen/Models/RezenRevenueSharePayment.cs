using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A payment of revenue share to an agent. No row was ever recorded; the names are those that clients try.</summary>
public sealed record RezenRevenueSharePayment
{
    /// <summary>Vendor property <c>id</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>outgoingPaymentId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? OutgoingPaymentId { get; init; }

    /// <summary>Vendor property <c>amount</c>. Assumed.</summary>
    public RezenMoney? Amount { get; init; }

    /// <summary>Vendor property <c>paidAt</c>. Assumed.</summary>
    public RezenTime? PaidAt { get; init; }

    /// <summary>Vendor property <c>createdAt</c>. Assumed.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Vendor property <c>paymentDate</c>. Assumed.</summary>
    public RezenTime? PaymentDate { get; init; }

    /// <summary>Vendor property <c>status</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Status { get; init; }

    /// <summary>Vendor property <c>paymentMethod</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PaymentMethod { get; init; }

    /// <summary>Vendor property <c>paymentReference</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PaymentReference { get; init; }

    /// <summary>Vendor property <c>periodStart</c>. Assumed.</summary>
    public RezenTime? PeriodStart { get; init; }

    /// <summary>Vendor property <c>periodEnd</c>. Assumed.</summary>
    public RezenTime? PeriodEnd { get; init; }

    /// <summary>Identifier, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public string? PaymentId => Id ?? OutgoingPaymentId;

    /// <summary>When it was paid, under whichever of its three names it came.</summary>
    [JsonIgnore]
    public RezenTime? At => PaidAt ?? CreatedAt ?? PaymentDate;

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
