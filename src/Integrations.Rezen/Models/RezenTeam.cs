using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A team with its members.</summary>
public sealed record RezenTeam
{
    /// <summary>Vendor property <c>id</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>type</c>. Documented, second hand.</summary>
    public RezenTeamType? Type { get; init; }

    /// <summary>Vendor property <c>status</c>. Documented, second hand.</summary>
    public RezenTeamStatus? Status { get; init; }

    /// <summary>Vendor property <c>country</c>. Documented, second hand.</summary>
    public RezenCountry? Country { get; init; }

    /// <summary>Epoch milliseconds. Documented, second hand.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Epoch milliseconds. Documented, second hand.</summary>
    public RezenTime? UpdatedAt { get; init; }

    /// <summary>Vendor property <c>flex</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Flex { get; init; }

    /// <summary>Vendor property <c>instantPaymentEligible</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? InstantPaymentEligible { get; init; }

    /// <summary>Vendor property <c>paidAtClosing</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? PaidAtClosing { get; init; }

    /// <summary>Vendor property <c>memberCommissionSplit</c>. Documented, second hand.</summary>
    public RezenWholePercent? MemberCommissionSplit { get; init; }

    /// <summary>Vendor property <c>maxMemberCommissionSplit</c>. Documented, second hand.</summary>
    public RezenWholePercent? MaxMemberCommissionSplit { get; init; }

    /// <summary>Vendor property <c>commissionDocumentApprover</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? CommissionDocumentApprover { get; init; }

    /// <summary>Vendor property <c>permittedTransactionEditors</c>. Documented, second hand.</summary>
    public JsonElement? PermittedTransactionEditors { get; init; }

    /// <summary>Vendor property <c>config</c>. Documented, second hand.</summary>
    public RezenTeamConfig? Config { get; init; }

    /// <summary>Members. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenTeamMember>))]
    public IReadOnlyList<RezenTeamMember>? Agents { get; init; }

    /// <summary>Members, in answers that call them so. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenTeamMember>))]
    public IReadOnlyList<RezenTeamMember>? Members { get; init; }

    /// <summary>Vendor property <c>teamInvitations</c>. Documented, second hand.</summary>
    public JsonElement? TeamInvitations { get; init; }

    /// <summary>Vendor property <c>pendingGenericTeamApplications</c>. Documented, second hand.</summary>
    public JsonElement? PendingGenericTeamApplications { get; init; }

    /// <summary>Members, under whichever of their two names they came. Null when the answer holds none.</summary>
    [JsonIgnore]
    public IReadOnlyList<RezenTeamMember>? Roster => Agents ?? Members;

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
