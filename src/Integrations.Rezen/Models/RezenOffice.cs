using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>An office of an agent or of a transaction.</summary>
public sealed record RezenOffice
{
    /// <summary>Vendor property <c>id</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>address</c>. Observed.</summary>
    public RezenAddress? Address { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
