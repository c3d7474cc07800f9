using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A team. Team 1 is the team of the whole company. Documented.</summary>
public sealed record FubTeam
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>Name. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Members. Documented.</summary>
    public IReadOnlyList<long>? UserIds { get; init; }

    /// <summary>Leaders. Documented.</summary>
    public IReadOnlyList<long>? LeaderIds { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
