using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A member of a team.</summary>
public sealed record RezenTeamMember
{
    /// <summary>Identifier of the membership; not the agent's. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>agent</c>. Observed.</summary>
    public RezenAgent? Agent { get; init; }

    /// <summary><c>LEADER</c>, <c>ADMIN</c>, <c>MEMBER</c>. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<string>))]
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Empty in all rows that were recorded. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<string>))]
    public IReadOnlyList<string>? FlexRoles { get; init; }

    /// <summary>0 to 100. Observed.</summary>
    public RezenWholePercent? MemberCommissionSplit { get; init; }

    /// <summary>Currency units, a bare number and no money object. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? RealCap { get; init; }

    /// <summary>Null in all rows that were recorded. Observed.</summary>
    public RezenWholePercent? LeaderSplit { get; init; }

    /// <summary>Empty in all rows that were recorded. Observed.</summary>
    public JsonElement? LeaderFeeSplits { get; init; }

    /// <summary>Empty in all rows that were recorded. Observed.</summary>
    public JsonElement? TeammateLeaderSplits { get; init; }

    /// <summary>Empty in all rows that were recorded. Observed.</summary>
    public JsonElement? TeammateFeeSplits { get; init; }

    /// <summary>Null in all rows that were recorded. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? InvitationStatus { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
