using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A group for lead distribution.</summary>
public sealed record FubGroup
{
    /// <summary>Vendor id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>type</c>. Documented.</summary>
    public FubGroupType? Type { get; init; }

    /// <summary>Vendor property <c>distribution</c>. Observed.</summary>
    public FubGroupDistribution? Distribution { get; init; }

    /// <summary>Fallback when nobody claims. Observed.</summary>
    public long? DefaultUserId { get; init; }

    /// <summary>Fallback when nobody claims. Observed.</summary>
    public long? DefaultPondId { get; init; }

    /// <summary>Fallback when nobody claims. Observed.</summary>
    public long? DefaultGroupId { get; init; }

    /// <summary>Seconds. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? ClaimWindow { get; init; }

    /// <summary>Sent as 0 or 1. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? HideName { get; init; }

    /// <summary>Sent as 0 or 1. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? HideSource { get; init; }

    /// <summary>An object or an id; only from the round robin read. Observed.</summary>
    public JsonElement? NextRoundRobinUser { get; init; }

    /// <summary>Vendor property <c>isPrimary</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsPrimary { get; init; }

    /// <summary>Members. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubGroupMember>))]
    public IReadOnlyList<FubGroupMember>? Users { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
