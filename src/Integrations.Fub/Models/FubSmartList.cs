using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A smart list.</summary>
public sealed record FubSmartList
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>When it was created, UTC. Documented.</summary>
    public FubTime? Created { get; init; }

    /// <summary>Name. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>False for a classic list. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsFub2 { get; init; }

    /// <summary>Free text. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Description { get; init; }

    /// <summary>Vendor property <c>defaultSmartListId</c>. Documented.</summary>
    public long? DefaultSmartListId { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
