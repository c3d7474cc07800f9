using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The participant who owns a transaction.</summary>
public sealed record RezenTransactionOwner
{
    /// <summary>Participant. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>email</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Email { get; init; }

    /// <summary>Yenta id. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? AgentId { get; init; }

    /// <summary>Vendor property <c>representationType</c>. Assumed.</summary>
    public RezenRepresentation? RepresentationType { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
