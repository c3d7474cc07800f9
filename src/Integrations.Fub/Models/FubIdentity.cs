using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>Who a key belongs to.</summary>
public sealed record FubIdentity
{
    /// <summary>The account. Documented.</summary>
    public FubIdentityAccount? Account { get; init; }

    /// <summary>The user. Documented.</summary>
    public FubIdentityUser? User { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
