using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>An agent above another one.</summary>
public sealed record RezenSponsor
{
    /// <summary>Yenta id. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>firstName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Vendor property <c>lastName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>1 is the direct sponsor. Assumed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Level { get; init; }

    /// <summary>Vendor property <c>status</c>. Assumed.</summary>
    public RezenAgentStatus? Status { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
