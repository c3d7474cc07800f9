using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>A small list of named entries without times.</summary>
internal abstract class FubDictionary(FubWorld world, string path, int stream, int count, long firstId) : FubCollection(world, path, stream, count, firstId, 1)
{
    public override bool KeepsUpdated => false;

    public override string WordField => "name";

    public string? NameOf(long id) => id == 0 ? null : (Find(id) as FubNamed)?.Name;

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var entry = (FubNamed)record;
        switch (name)
        {
            case "name" when value.TryText(out var text) && text is not null:
                entry.Name = text;
                return true;
            case "orderWeight" when value.TryNumber(out var weight):
                entry.OrderWeight = weight;
                return true;
            case "userIds" when value.TryNumbers(out var users):
                entry.UserIds = users;
                return true;
            default:
                return false;
        }
    }

    protected override void Finish(FubRecord record)
    {
        record.Created = 0;
        record.Updated = 0;
    }

    protected override Ordering? SortBy(string word) => word switch
    {
        "name" => new Ordering(null, r => ((FubNamed)r).Name),
        "orderWeight" => new Ordering(r => ((FubNamed)r).OrderWeight),
        _ => null,
    };

    protected static FubNamed Entry(int ordinal, long id, ulong look, string name) =>
        new() { Ordinal = ordinal, Id = id, Look = look, Name = name, OrderWeight = (ordinal + 1) * 1000L };
}
