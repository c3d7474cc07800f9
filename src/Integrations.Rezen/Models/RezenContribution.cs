using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A contribution to revenue share, paid or pending, or a contributor. No row was ever recorded: the names are those that clients probe, and <see cref="ContributorId"/> and its like try them in order.</summary>
public sealed record RezenContribution
{
    /// <summary>Vendor property <c>id</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>agentYentaId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? AgentYentaId { get; init; }

    /// <summary>Vendor property <c>contributorYentaId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ContributorYentaId { get; init; }

    /// <summary>Vendor property <c>yentaId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? YentaId { get; init; }

    /// <summary>Vendor property <c>agentId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? AgentId { get; init; }

    /// <summary>Vendor property <c>contributorId</c>. Assumed.</summary>
    [JsonPropertyName("contributorId")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ContributorIdRaw { get; init; }

    /// <summary>Vendor property <c>agent</c>. Assumed.</summary>
    public RezenAgentReference? Agent { get; init; }

    /// <summary>Vendor property <c>contributor</c>. Assumed.</summary>
    public RezenAgentReference? Contributor { get; init; }

    /// <summary>Vendor property <c>contributingAgent</c>. Assumed.</summary>
    public RezenAgentReference? ContributingAgent { get; init; }

    /// <summary>Vendor property <c>contributorName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ContributorName { get; init; }

    /// <summary>Vendor property <c>agentName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? AgentName { get; init; }

    /// <summary>Vendor property <c>firstName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Vendor property <c>lastName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Vendor property <c>payout</c>. Assumed.</summary>
    public RezenMoney? Payout { get; init; }

    /// <summary>Vendor property <c>payoutAmount</c>. Assumed.</summary>
    public RezenMoney? PayoutAmount { get; init; }

    /// <summary>Vendor property <c>paymentAmount</c>. Assumed.</summary>
    public RezenMoney? PaymentAmount { get; init; }

    /// <summary>Vendor property <c>amount</c>. Assumed.</summary>
    public RezenMoney? Amount { get; init; }

    /// <summary>Vendor property <c>totalPayout</c>. Assumed.</summary>
    public RezenMoney? TotalPayout { get; init; }

    /// <summary>Vendor property <c>paidAt</c>. Assumed.</summary>
    public RezenTime? PaidAt { get; init; }

    /// <summary>Vendor property <c>createdAt</c>. Assumed.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Vendor property <c>transactionClosedAt</c>. Assumed.</summary>
    public RezenTime? TransactionClosedAt { get; init; }

    /// <summary>Vendor property <c>tier</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Tier { get; init; }

    /// <summary>Vendor property <c>revShareTier</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? RevShareTier { get; init; }

    /// <summary>Vendor property <c>status</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Status { get; init; }

    /// <summary>Vendor property <c>capContribution</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? CapContribution { get; init; }

    /// <summary>Vendor property <c>missed</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Missed { get; init; }

    /// <summary>Vendor property <c>transactionId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TransactionId { get; init; }

    /// <summary>Vendor property <c>transactionCode</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TransactionCode { get; init; }

    /// <summary>Yenta id of who contributed. Null when none of the names is there.</summary>
    [JsonIgnore]
    public string? ContributorId => AgentYentaId ?? ContributorYentaId ?? YentaId ?? AgentId ?? ContributorIdRaw
        ?? (Agent ?? Contributor ?? ContributingAgent) switch { { } nested => nested.YentaId ?? nested.Id, null => null };

    /// <summary>What is paid. Null when none of the names is there.</summary>
    [JsonIgnore]
    public RezenMoney? Paid => Payout ?? PayoutAmount ?? PaymentAmount ?? Amount ?? TotalPayout;

    /// <summary>When it was paid, made, or its transaction closed. Null when none of the names is there.</summary>
    [JsonIgnore]
    public RezenTime? At => PaidAt ?? CreatedAt ?? TransactionClosedAt;

    /// <summary>Tier, under whichever of its two names it came. Null when the row does not say: it is then the tier that was asked for.</summary>
    [JsonIgnore]
    public long? AnyTier => Tier ?? RevShareTier;

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
