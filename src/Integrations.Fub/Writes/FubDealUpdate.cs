using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// What to change of a deal; all that is not set stays. The vendor's page of this call misspells two commission properties; <see cref="FubOptions.CommissionKeys"/> says which spelling is sent.
/// </summary>
public sealed record FubDealUpdate
{
    /// <summary>Name. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Name { get; init; }

    /// <summary>Pipeline stage, not a people stage. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long>))]
    public Change<long> StageId { get; init; }

    /// <summary>Free text. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Description { get; init; }

    /// <summary>Whole units, no currency. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long?>))]
    public Change<long?> Price { get; init; }

    /// <summary>Projected close. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<DateOnly?>))]
    public Change<DateOnly?> ProjectedCloseDate { get; init; }

    /// <summary>Whole units. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<decimal?>))]
    public Change<decimal?> CommissionValue { get; init; }

    /// <summary>A date. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<DateOnly?>))]
    public Change<DateOnly?> EarnestMoneyDueDate { get; init; }

    /// <summary>A date. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<DateOnly?>))]
    public Change<DateOnly?> MutualAcceptanceDate { get; init; }

    /// <summary>A date. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<DateOnly?>))]
    public Change<DateOnly?> DueDiligenceDate { get; init; }

    /// <summary>A date. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<DateOnly?>))]
    public Change<DateOnly?> FinalWalkThroughDate { get; init; }

    /// <summary>A date. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<DateOnly?>))]
    public Change<DateOnly?> PossessionDate { get; init; }

    /// <summary>All users that the deal shall have; an empty list hides it from agents. Null leaves them. Documented; that they replace is assumed.</summary>
    [JsonPropertyName("userIds")]
    public IReadOnlyList<long>? ReplaceUserIds { get; init; }

    /// <summary>All people that the deal shall have. Null leaves them. Documented; that they replace is assumed.</summary>
    [JsonPropertyName("peopleIds")]
    public IReadOnlyList<long>? ReplacePeopleIds { get; init; }

    /// <summary>Values of custom fields. Null sends none.</summary>
    [JsonIgnore]
    public FubCustomValues? Custom
    {
        get;
        init
        {
            field = value;
            CustomProperties = value?.Properties;
        }
    }

    /// <summary>Whole units. Observed by two clients; that null clears it is assumed.</summary>
    [JsonIgnore]
    public Change<decimal?> AgentCommission { get; init; }

    /// <summary>Whole units. Observed by two clients; that null clears it is assumed.</summary>
    [JsonIgnore]
    public Change<decimal?> TeamCommission { get; init; }

    [JsonIgnore]
    internal FubCommissionKeys CommissionKeys { get; init; }

    [JsonInclude]
    [JsonPropertyName("agentCommission")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<decimal?>))]
    internal Change<decimal?> AgentCommissionAsSpelled => CommissionKeys == FubCommissionKeys.AsInReference ? default : AgentCommission;

    [JsonInclude]
    [JsonPropertyName("agentCommision")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<decimal?>))]
    internal Change<decimal?> AgentCommissionAsInReference => CommissionKeys == FubCommissionKeys.Correct ? default : AgentCommission;

    [JsonInclude]
    [JsonPropertyName("teamCommission")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<decimal?>))]
    internal Change<decimal?> TeamCommissionAsSpelled => CommissionKeys == FubCommissionKeys.AsInReference ? default : TeamCommission;

    [JsonInclude]
    [JsonPropertyName("teamComission")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<decimal?>))]
    internal Change<decimal?> TeamCommissionAsInReference => CommissionKeys == FubCommissionKeys.Correct ? default : TeamCommission;

    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? CustomProperties { get; set; }
}
