using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The part of one participant in the commission.</summary>
public sealed record RezenCommissionSplit
{
    /// <summary>Vendor property <c>participantId</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ParticipantId { get; init; }

    /// <summary>Null for who is no agent of the brokerage. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? YentaId { get; init; }

    /// <summary>Vendor property <c>firstName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Vendor property <c>lastName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>A bare number in older rows. Observed.</summary>
    public RezenMoney? Amount { get; init; }

    /// <summary>Vendor property <c>percentage</c>. Observed.</summary>
    public RezenDisplayPercentage? Percentage { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
