using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A phone number of a person. The order of numbers is not stable between reads.</summary>
public sealed record FubPhone
{
    /// <summary>The number as entered, for example <c>(202) 555-0142</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Value { get; init; }

    /// <summary>Free word, for example <c>mobile</c>. Observed.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it works. Observed.</summary>
    public FubContactStatus? Status { get; init; }

    /// <summary>Sent as 0 or 1. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsPrimary { get; init; }

    /// <summary>Digits only, country code may be dropped. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Normalized { get; init; }

    /// <summary>Vendor property <c>isLandline</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsLandline { get; init; }

    /// <summary>Vendor property <c>isOnboardingNumber</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsOnboardingNumber { get; init; }

    /// <summary>The related contact it belongs to; 0 or absent for the person. Observed.</summary>
    public long? RelationshipId { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
