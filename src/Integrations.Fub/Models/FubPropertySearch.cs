using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>The search that an event is about.</summary>
public sealed record FubPropertySearch
{
    /// <summary>Vendor property <c>type</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Type { get; init; }

    /// <summary>Vendor property <c>neighborhood</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Neighborhood { get; init; }

    /// <summary>Vendor property <c>city</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? City { get; init; }

    /// <summary>Vendor property <c>state</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? State { get; init; }

    /// <summary>Vendor property <c>code</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Code { get; init; }

    /// <summary>Vendor property <c>minPrice</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MinPrice { get; init; }

    /// <summary>Vendor property <c>maxPrice</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MaxPrice { get; init; }

    /// <summary>Vendor property <c>minBedrooms</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MinBedrooms { get; init; }

    /// <summary>Vendor property <c>maxBedrooms</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MaxBedrooms { get; init; }

    /// <summary>Vendor property <c>minBathrooms</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MinBathrooms { get; init; }

    /// <summary>Vendor property <c>maxBathrooms</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MaxBathrooms { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
