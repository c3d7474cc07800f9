using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>One line of a checklist.</summary>
public sealed record RezenChecklistItem
{
    /// <summary>Vendor property <c>id</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>checklistId</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ChecklistId { get; init; }

    /// <summary>Vendor property <c>status</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Status { get; init; }

    /// <summary>Vendor property <c>required</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Required { get; init; }

    /// <summary>Vendor property <c>complete</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Complete { get; init; }

    /// <summary>Vendor property <c>position</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Position { get; init; }

    /// <summary>Vendor property <c>dueDate</c>. Observed.</summary>
    public RezenTime? DueDate { get; init; }

    /// <summary>Vendor property <c>documents</c>. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenDocument>))]
    public IReadOnlyList<RezenDocument>? Documents { get; init; }

    /// <summary>Vendor property <c>fileReferences</c>. Observed.</summary>
    public JsonElement? FileReferences { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
