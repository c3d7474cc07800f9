using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>One version of a document.</summary>
public sealed record RezenDocumentVersion
{
    /// <summary>Vendor property <c>id</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>number</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Number { get; init; }

    /// <summary>Vendor property <c>path</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Path { get; init; }

    /// <summary>Vendor property <c>uploaderId</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? UploaderId { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
