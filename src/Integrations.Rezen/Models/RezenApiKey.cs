using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A key of a user.</summary>
public sealed record RezenApiKey
{
    /// <summary>Vendor property <c>id</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>description</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Description { get; init; }

    /// <summary>Vendor property <c>createdAt</c>. Documented, second hand.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Vendor property <c>lastUsedAt</c>. Documented, second hand.</summary>
    public RezenTime? LastUsedAt { get; init; }

    /// <summary>Vendor property <c>expiresAt</c>. Documented, second hand.</summary>
    public RezenTime? ExpiresAt { get; init; }

    /// <summary>The key itself, given once, in the answer to its creation. A secret. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? KeyValue { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Id} {Name}";
}
