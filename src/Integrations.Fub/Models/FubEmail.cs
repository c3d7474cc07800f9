using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>An e-mail address of a person.</summary>
public sealed record FubEmail
{
    /// <summary>The address as entered. Observed.</summary>
    public string? Value { get; init; }

    /// <summary>Free word, for example <c>home</c>. Observed.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it works. Observed.</summary>
    public FubContactStatus? Status { get; init; }

    /// <summary>Sent as 0 or 1. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsPrimary { get; init; }

    /// <summary>The related contact it belongs to; 0 or absent for the person. Observed.</summary>
    public long? RelationshipId { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
