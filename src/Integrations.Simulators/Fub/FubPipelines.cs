using System.Globalization;

namespace Integrations.Simulators;

/// <summary>Pipelines with the stages of deals.</summary>
internal sealed class FubPipelines(FubWorld world) : FubDictionary(world, "pipelines", 11, Words.Pipelines.Length, 2)
{
    private const int FirstStage = 10;

    public override bool HasNext => false;

    public override string DefaultSort => "orderWeight";

    public static long StageId(int pipeline, int stage) => FirstStage + (pipeline * 10) + stage;

    /// <summary>The pipeline that has a stage. Null for a stage that no pipeline has.</summary>
    public long? PipelineOf(long stageId)
    {
        for (var pipeline = 0; pipeline < Count; pipeline++)
            if (StageName(IdOf(pipeline), stageId) is not null)
                return IdOf(pipeline);
        return null;
    }

    /// <summary>Null for a stage that the pipeline does not have.</summary>
    public string? StageName(long pipelineId, long stageId) =>
        OrdinalOf(pipelineId) is { } pipeline && stageId - StageId(pipeline, 0) is >= 0 and var stage && stage < Words.PipelineStages.Length ? Words.PipelineStages[stage] : null;

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var pipeline = (FubNamed)record;
        writer.Number(N.Id, pipeline.Id);
        writer.Text(N.Name, pipeline.Name);
        writer.Text(N.Description, pipeline.Name + " side deals");
        writer.Number(N.OrderWeight, pipeline.OrderWeight);
        writer.Name(N.Stages);
        writer.StartArray();
        for (var stage = 0; stage < Words.PipelineStages.Length; stage++)
        {
            var closed = stage == Words.PipelineStages.Length - 1;
            writer.StartObject();
            writer.Number(N.Id, StageId(pipeline.Ordinal, stage));
            writer.Text(N.Name, Words.PipelineStages[stage]);
            writer.Text(N.Color, closed ? "#819cff" : "#ffad81");
            writer.Text(N.Description, "");
            writer.Number(N.OrderWeight, (stage + 1) * 1000L);
            writer.Bool(N.ClosedStage, closed);
            writer.EndObject();
        }

        writer.EndArray();
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look) =>
        Entry(ordinal, id, look, ordinal < Words.Pipelines.Length ? Words.Pipelines[ordinal] : string.Create(CultureInfo.InvariantCulture, $"Pipeline {id}"));

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller) => query.Text("name") is not { } name || ((FubNamed)record).Name == name;
}
