using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A user who works on a person: a collaborator, team leader or pond member.</summary>
public sealed record FubCollaborator
{
    /// <summary>User id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>User name. Observed.</summary>
    public string? Name { get; init; }

    /// <summary>True for the assigned agent. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Assigned { get; init; }

    /// <summary>Role. Observed.</summary>
    public FubUserRole? Role { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
