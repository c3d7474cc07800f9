using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A people stage.</summary>
public sealed record FubStage
{
    /// <summary>Vendor id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>Name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Place in the list. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? OrderWeight { get; init; }

    /// <summary>Cannot be deleted. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsProtected { get; init; }

    /// <summary>Null observed.</summary>
    public long? PipelineId { get; init; }

    /// <summary>Free text. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Description { get; init; }

    /// <summary>Linked systems. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubStageSystem>))]
    public IReadOnlyList<FubStageSystem>? Systems { get; init; }

    /// <summary>Number of people in it. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? PeopleCount { get; init; }

    /// <summary>Action plans. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubNamedReference>))]
    public IReadOnlyList<FubNamedReference>? ActionPlans { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
