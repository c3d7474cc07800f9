using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>People stage and pipeline stage to <c>fub_stages</c>.</summary>
internal static class FubStageMapper
{
    /// <summary>Kind of people stages.</summary>
    public const string PeopleKind = "people";

    /// <summary>Kind of pipeline stages.</summary>
    public const string DealKind = "deal";

    public static MapResult<FubStageRow> Map(FubStageRecord record, AccountInfo account) => record switch
    {
        { PeopleStage: { } stage } => Map(stage),
        { DealStage: { } stage } => Map(stage, record.PipelineId),
        _ => new MapResult<FubStageRow> { Problem = new RecordProblem("unreadable", "The record is neither a people stage nor a pipeline stage.") },
    };

    public static MapResult<FubStageRow> Map(FubStage stage)
    {
        var scope = default(FubMapScope);
        var row = new FubStageRow
        {
            StageKind = PeopleKind,
            StageId = scope.Key(stage.Id),
            Name = FubValues.Text(stage.Name),
            OrderWeight = scope.Int(stage.OrderWeight, "$.orderWeight"),
            IsProtected = stage.IsProtected,
            PipelineId = FubValues.Id(stage.PipelineId),
            Description = FubValues.Text(stage.Description),
            PeopleCount = scope.Int(stage.PeopleCount, "$.peopleCount"),
            Systems = FubValues.Json(stage.Systems, FubJsonContext.Default.IReadOnlyListFubStageSystem),
        };
        scope.Unknown(stage.Extra, "$");
        return scope.Result(row);
    }

    public static MapResult<FubStageRow> Map(FubPipelineStage stage, long? pipelineId)
    {
        var scope = default(FubMapScope);
        var row = new FubStageRow
        {
            StageKind = DealKind,
            StageId = scope.Key(stage.Id),
            Name = FubValues.Text(stage.Name),
            OrderWeight = scope.Int(stage.OrderWeight, "$.orderWeight"),
            PipelineId = pipelineId,
            Description = FubValues.Text(stage.Description),
            Color = FubValues.Text(stage.Color),
            ClosedStage = stage.ClosedStage,
        };
        scope.Unknown(stage.Extra, "$");
        return scope.Result(row);
    }
}
