using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A deal. It carries no change stamp, so it can only be read whole.</summary>
public sealed record FubDeal
{
    /// <summary>Vendor id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>Name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Free text. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Description { get; init; }

    /// <summary>0 observed; meaning unknown.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Type { get; init; }

    /// <summary>Whether the deal is shown. Documented.</summary>
    public FubDealStatus? Status { get; init; }

    /// <summary>Whole units, no currency. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? Price { get; init; }

    /// <summary>Whole units. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? CommissionValue { get; init; }

    /// <summary>Whole units. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? AgentCommission { get; init; }

    /// <summary>Whole units. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? TeamCommission { get; init; }

    /// <summary>When it was created, UTC. Observed.</summary>
    public FubTime? CreatedAt { get; init; }

    /// <summary>When it entered its stage, UTC. Observed.</summary>
    public FubTime? EnteredStageAt { get; init; }

    /// <summary>Projected close, a date. Observed.</summary>
    public FubTime? ProjectedCloseDate { get; init; }

    /// <summary>Days. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? TimeToClose { get; init; }

    /// <summary>A date. Observed.</summary>
    public FubTime? EarnestMoneyDueDate { get; init; }

    /// <summary>A date. Observed.</summary>
    public FubTime? MutualAcceptanceDate { get; init; }

    /// <summary>A date. Observed.</summary>
    public FubTime? DueDiligenceDate { get; init; }

    /// <summary>A date. Observed.</summary>
    public FubTime? FinalWalkThroughDate { get; init; }

    /// <summary>A date. Observed.</summary>
    public FubTime? PossessionDate { get; init; }

    /// <summary>Pipeline. Observed.</summary>
    public long? PipelineId { get; init; }

    /// <summary>Name of the pipeline. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PipelineName { get; init; }

    /// <summary>Pipeline stage, not a people stage. Observed.</summary>
    public long? StageId { get; init; }

    /// <summary>Name of the pipeline stage. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? StageName { get; init; }

    /// <summary>Place on the board. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? OrderWeight { get; init; }

    /// <summary>People of the deal, the first is its main person. Observed; the order is assumed to carry that meaning.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubDealPerson>))]
    public IReadOnlyList<FubDealPerson>? People { get; init; }

    /// <summary>Users of the deal. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubDealUser>))]
    public IReadOnlyList<FubDealUser>? Users { get; init; }

    /// <summary>Custom fields (<c>custom…</c>) and every other property that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
