using System.Globalization;

namespace Integrations.Simulators;

/// <summary>Stages of people. Their ids overlap with those of pipeline stages, as may happen at the vendor.</summary>
internal sealed class FubStages(FubWorld world) : FubDictionary(world, "stages", 10, Words.Stages.Length, 2)
{
    public static int BaseStages => Words.Stages.Length;

    public long TrashId => IdOf(BaseStages - 1);

    public override bool HasNext => false;

    public override string DefaultSort => "orderWeight";

    public long? IdOfName(string name)
    {
        for (var ordinal = 0; ordinal < Count; ordinal++)
            if (Load(ordinal) is FubNamed stage && FubPeople.Same(stage.Name, name))
                return stage.Id;
        return null;
    }

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var stage = (FubNamed)record;
        writer.Number(N.Id, stage.Id);
        writer.Text(N.Name, stage.Name);
        writer.Number(N.OrderWeight, stage.OrderWeight);
        writer.Bool(N.IsProtected, stage.Ordinal == 0 || stage.Id == TrashId);
        writer.Null(N.PipelineId);
        writer.Text(N.Description, "");
        if (stage.Ordinal == 0)
        {
            writer.Name(N.Systems);
            writer.StartArray();
            writer.StartObject();
            writer.Number(N.Id, 4);
            writer.Text(N.Name, "Example Portal");
            writer.Text(N.ExternalLabel, "New");
            writer.Text(N.ExternalIcon, "portal");
            writer.EndObject();
            writer.EndArray();
        }

        writer.Number(N.PeopleCount, World.PeopleInStage(stage.Id));
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look) =>
        Entry(ordinal, id, look, ordinal < BaseStages ? Words.Stages[ordinal] : string.Create(CultureInfo.InvariantCulture, $"Stage {id}"));
}
