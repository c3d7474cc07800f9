namespace Integrations.Simulators;

/// <summary>Smart lists. Classic ones are listed unless the others are asked for.</summary>
internal sealed class FubSmartLists(FubWorld world) : FubDictionary(world, "smartLists", 25, 4, 12)
{
    public override bool HasNext => false;

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        writer.Number(N.Id, record.Id);
        writer.Time(N.Created, World.HistoryStart);
        writer.Text(N.Name, ((FubNamed)record).Name);
        writer.Bool(N.IsFub2, IsNew(record));
        writer.Null(N.Description);
        writer.Null(N.DefaultSmartListId);
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look) => Entry(ordinal, id, look, ordinal % 2 == 0 ? "Hot leads" : "New leads");

    protected override bool IsVisible(FubRecord record, FubQuery query, FubCaller caller) => query.Flag("all") || IsNew(record) == query.Flag("fub2");

    private static bool IsNew(FubRecord record) => record.Ordinal >= 2;
}
