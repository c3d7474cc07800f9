using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>An outside system that a stage is linked with.</summary>
public sealed record FubStageSystem
{
    /// <summary>Vendor property <c>id</c>. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>externalLabel</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ExternalLabel { get; init; }

    /// <summary>Vendor property <c>externalIcon</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ExternalIcon { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
