using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>An agent within another record.</summary>
public sealed record RezenAgentReference
{
    /// <summary>Vendor property <c>id</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>yentaId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? YentaId { get; init; }

    /// <summary>Vendor property <c>firstName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Vendor property <c>lastName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Vendor property <c>fullName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FullName { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
