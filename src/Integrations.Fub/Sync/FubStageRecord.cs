namespace Integrations.Fub;

/// <summary>One record of the stages stream: a people stage, or a deal stage with the pipeline it stands in.</summary>
internal sealed record FubStageRecord
{
    /// <summary>People stage. Null for a deal stage.</summary>
    public FubStage? PeopleStage { get; init; }

    /// <summary>Deal stage. Null for a people stage.</summary>
    public FubPipelineStage? DealStage { get; init; }

    /// <summary>Pipeline of a deal stage.</summary>
    public long? PipelineId { get; init; }
}
