using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A buyer whom an agent represents.</summary>
public sealed record RezenBuyerRecord
{
    /// <summary>Vendor property <c>id</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>lifecycleState</c>. Documented, second hand.</summary>
    public RezenLifecycle? LifecycleState { get; init; }

    /// <summary>Vendor property <c>officeId</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? OfficeId { get; init; }

    /// <summary>Vendor property <c>teamId</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TeamId { get; init; }

    /// <summary>Vendor property <c>geographicInterest</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? GeographicInterest { get; init; }

    /// <summary>Begin and end of the agreement. Documented, second hand.</summary>
    public RezenDateRange? BbaDates { get; init; }

    /// <summary>Vendor property <c>participants</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenParticipant>))]
    public IReadOnlyList<RezenParticipant>? Participants { get; init; }

    /// <summary>Epoch milliseconds. Documented, second hand.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Epoch milliseconds. Documented, second hand.</summary>
    public RezenTime? UpdatedAt { get; init; }

    /// <summary>What the vendor found wrong. Observed.</summary>
    public JsonElement? Errors { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
