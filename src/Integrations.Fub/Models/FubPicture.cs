using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>A picture in the sizes that Follow Up Boss offers. Some resources send a bare address, which then stands in <see cref="Original"/>.</summary>
public sealed record FubPicture
{
    /// <summary>Address of the small picture, as persons have it. Observed.</summary>
    public string? Small { get; init; }

    /// <summary>Address of the original, as users have it. Observed.</summary>
    public string? Original { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
