using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A deal stage within its pipeline.</summary>
public sealed record FubPipelineStage
{
    /// <summary>Vendor id; not known to be disjoint from people stages. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>Name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>For example <c>#ffad81</c>. Observed.</summary>
    public string? Color { get; init; }

    /// <summary>Free text. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Description { get; init; }

    /// <summary>Place in the pipeline. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? OrderWeight { get; init; }

    /// <summary>A deal in it is closed. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? ClosedStage { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
