using Integrations.Abstractions;
using Integrations.Http;

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
        var scope = default(MapScope);
        var row = new FubStageRow
        {
            StageKind = PeopleKind,
            StageId = scope.Key(stage.Id),
            Name = FieldValues.Text(stage.Name),
            OrderWeight = scope.Whole(stage.OrderWeight, "$.orderWeight"),
            IsProtected = stage.IsProtected,
            PipelineId = FubValues.Id(stage.PipelineId),
            Description = FieldValues.Text(stage.Description),
            PeopleCount = scope.Whole(stage.PeopleCount, "$.peopleCount"),
            Systems = FieldValues.Json(stage.Systems, FubJsonContext.Default.IReadOnlyListFubStageSystem),
        };
        scope.Unknown(stage.Extra, "$");
        return scope.Result(row);
    }

    public static MapResult<FubStageRow> Map(FubPipelineStage stage, long? pipelineId)
    {
        var scope = default(MapScope);
        var row = new FubStageRow
        {
            StageKind = DealKind,
            StageId = scope.Key(stage.Id),
            Name = FieldValues.Text(stage.Name),
            OrderWeight = scope.Whole(stage.OrderWeight, "$.orderWeight"),
            PipelineId = pipelineId,
            Description = FieldValues.Text(stage.Description),
            Color = FieldValues.Text(stage.Color),
            ClosedStage = stage.ClosedStage,
        };
        scope.Unknown(stage.Extra, "$");
        return scope.Result(row);
    }
}
