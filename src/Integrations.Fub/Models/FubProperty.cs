using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>The property that an event is about.</summary>
public sealed record FubProperty
{
    /// <summary>Vendor id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>Vendor property <c>street</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Street { get; init; }

    /// <summary>Vendor property <c>city</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? City { get; init; }

    /// <summary>Vendor property <c>state</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? State { get; init; }

    /// <summary>Postal code. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Code { get; init; }

    /// <summary>Vendor property <c>mlsNumber</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MlsNumber { get; init; }

    /// <summary>Sent as text. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? Price { get; init; }

    /// <summary>Sent as 0 or 1. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? ForRent { get; init; }

    /// <summary>Vendor property <c>url</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Url { get; init; }

    /// <summary>Vendor property <c>type</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Type { get; init; }

    /// <summary>Sent as text, for example <c>3</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Bedrooms { get; init; }

    /// <summary>Sent as text, for example <c>2.0</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Bathrooms { get; init; }

    /// <summary>Vendor property <c>area</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Area { get; init; }

    /// <summary>Vendor property <c>lot</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Lot { get; init; }

    /// <summary>Degrees. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? Lat { get; init; }

    /// <summary>Degrees. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? Lng { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
