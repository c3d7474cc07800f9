using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A team, as the profile of a member names it.</summary>
public sealed record RezenAgentTeam
{
    /// <summary>Vendor property <c>teamId</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TeamId { get; init; }

    /// <summary>Vendor property <c>teamName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TeamName { get; init; }

    /// <summary>The same in answers that call it <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>teamType</c>. Observed.</summary>
    public RezenTeamType? TeamType { get; init; }

    /// <summary><c>LEADER</c>, <c>ADMIN</c>, <c>MEMBER</c>. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<string>))]
    public IReadOnlyList<string>? TeamRoles { get; init; }

    /// <summary>Vendor property <c>isLeader</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsLeader { get; init; }

    /// <summary>Vendor property <c>isAdmin</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsAdmin { get; init; }

    /// <summary>Vendor property <c>flex</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Flex { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
