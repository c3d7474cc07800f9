using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The agents of a draft.</summary>
public sealed record RezenAgentsInfo
{
    /// <summary>Vendor property <c>representationType</c>. Observed.</summary>
    public RezenRepresentation? RepresentationType { get; init; }

    /// <summary>Vendor property <c>ownerAgent</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenParticipant>))]
    public IReadOnlyList<RezenParticipant>? OwnerAgent { get; init; }

    /// <summary>Vendor property <c>coAgents</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenParticipant>))]
    public IReadOnlyList<RezenParticipant>? CoAgents { get; init; }

    /// <summary>Vendor property <c>officeId</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? OfficeId { get; init; }

    /// <summary>Vendor property <c>officeIds</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<string>))]
    public IReadOnlyList<string>? OfficeIds { get; init; }

    /// <summary>Vendor property <c>teamId</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TeamId { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
