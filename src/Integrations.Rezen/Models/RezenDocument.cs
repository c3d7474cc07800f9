using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A document of a checklist.</summary>
public sealed record RezenDocument
{
    /// <summary>Vendor property <c>id</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>description</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Description { get; init; }

    /// <summary>Vendor property <c>versions</c>. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenDocumentVersion>))]
    public IReadOnlyList<RezenDocumentVersion>? Versions { get; init; }

    /// <summary>Vendor property <c>currentVersion</c>. Observed.</summary>
    public RezenDocumentVersion? CurrentVersion { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
