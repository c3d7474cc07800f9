using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>What a team may do.</summary>
public sealed record RezenTeamConfig
{
    /// <summary>Vendor property <c>id</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>commissionPlanId</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? CommissionPlanId { get; init; }

    /// <summary>Vendor property <c>temporaryCommissionPlanId</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TemporaryCommissionPlanId { get; init; }

    /// <summary>Vendor property <c>country</c>. Documented, second hand.</summary>
    public RezenCountry? Country { get; init; }

    /// <summary>Vendor property <c>teamType</c>. Documented, second hand.</summary>
    public RezenTeamType? TeamType { get; init; }

    /// <summary>Vendor property <c>name</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>minTeammates</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? MinTeammates { get; init; }

    /// <summary>Vendor property <c>maxTeammates</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? MaxTeammates { get; init; }

    /// <summary>Vendor property <c>minLeaders</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? MinLeaders { get; init; }

    /// <summary>Vendor property <c>maxLeaders</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? MaxLeaders { get; init; }

    /// <summary>Vendor property <c>paymentDetailsVisibility</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PaymentDetailsVisibility { get; init; }

    /// <summary>Vendor property <c>paidAtClosing</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? PaidAtClosing { get; init; }

    /// <summary>Vendor property <c>leaderSplitConfig</c>. Documented, second hand.</summary>
    public JsonElement? LeaderSplitConfig { get; init; }

    /// <summary>Vendor property <c>realCapConfig</c>. Documented, second hand.</summary>
    public JsonElement? RealCapConfig { get; init; }

    /// <summary>Vendor property <c>cdaApprover</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? CdaApprover { get; init; }

    /// <summary>Vendor property <c>leaderOverridableProperties</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<string>))]
    public IReadOnlyList<string>? LeaderOverridableProperties { get; init; }

    /// <summary>Vendor property <c>newMembersGetTempPlanUntil</c>. Documented, second hand.</summary>
    public RezenTime? NewMembersGetTempPlanUntil { get; init; }

    /// <summary>Vendor property <c>tempPlanExpiresOn</c>. Documented, second hand.</summary>
    public RezenTime? TempPlanExpiresOn { get; init; }

    /// <summary>Vendor property <c>status</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Status { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
