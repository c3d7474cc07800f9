using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A postal address of a person.</summary>
public sealed record FubAddress
{
    /// <summary>Free word, for example <c>home</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Type { get; init; }

    /// <summary>Street and number. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Street { get; init; }

    /// <summary>City. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? City { get; init; }

    /// <summary>State. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? State { get; init; }

    /// <summary>Postal code, as text. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Code { get; init; }

    /// <summary>Country. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Country { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
