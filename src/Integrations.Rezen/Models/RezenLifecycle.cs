using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Where a transaction or listing stands.</summary>
public sealed record RezenLifecycle
{
    /// <summary>Vendor property <c>state</c>. Observed.</summary>
    public RezenLifecycleState? State { get; init; }

    /// <summary>Vendor property <c>description</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Description { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
