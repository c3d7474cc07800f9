using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>A deal to be made.</summary>
public sealed record FubNewDeal
{
    /// <summary>Name. Documented.</summary>
    public required string Name { get; init; }

    /// <summary>Pipeline stage, not a people stage. Documented.</summary>
    public required long StageId { get; init; }

    /// <summary>Users of the deal. An empty list hides the deal from agents. Documented.</summary>
    public required IReadOnlyList<long> UserIds { get; init; }

    /// <summary>People of the deal. Documented.</summary>
    public IReadOnlyList<long>? PeopleIds { get; init; }

    /// <summary>Free text. Documented.</summary>
    public string? Description { get; init; }

    /// <summary>Whole units, no currency. Documented.</summary>
    public long? Price { get; init; }

    /// <summary>Projected close. Documented.</summary>
    public DateOnly? ProjectedCloseDate { get; init; }

    /// <summary>Whole units. Documented.</summary>
    public decimal? CommissionValue { get; init; }

    /// <summary>Whole units. Documented.</summary>
    public decimal? AgentCommission { get; init; }

    /// <summary>Whole units. Documented.</summary>
    public decimal? TeamCommission { get; init; }

    /// <summary>A date. Documented.</summary>
    public DateOnly? EarnestMoneyDueDate { get; init; }

    /// <summary>A date. Documented.</summary>
    public DateOnly? MutualAcceptanceDate { get; init; }

    /// <summary>A date. Documented.</summary>
    public DateOnly? DueDiligenceDate { get; init; }

    /// <summary>A date. Documented.</summary>
    public DateOnly? FinalWalkThroughDate { get; init; }

    /// <summary>A date. Documented.</summary>
    public DateOnly? PossessionDate { get; init; }

    /// <summary>Place on the board. Documented.</summary>
    public long? OrderWeight { get; init; }

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

    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? CustomProperties { get; set; }
}
