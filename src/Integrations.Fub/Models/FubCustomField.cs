using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>The definition of a custom field of people or deals.</summary>
public sealed record FubCustomField
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>The JSON property on the person or deal, <c>custom…</c>. Documented.</summary>
    public string? Name { get; init; }

    /// <summary>What users see. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Label { get; init; }

    /// <summary>Vendor property <c>type</c>. Documented.</summary>
    public FubCustomFieldType? Type { get; init; }

    /// <summary>Only of a dropdown. Documented.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Vendor property <c>orderWeight</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? OrderWeight { get; init; }

    /// <summary>Vendor property <c>hideIfEmpty</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? HideIfEmpty { get; init; }

    /// <summary>Vendor property <c>readOnly</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? ReadOnly { get; init; }

    /// <summary>Only of dates. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsRecurring { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
