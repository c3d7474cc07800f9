using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Records that nothing generates: related contacts, attachments and webhooks. What a call wrote is what is read.</summary>
internal sealed class FubLedger(FubWorld world, string path, int stream, long firstId, bool isTimed) : FubCollection(world, path, stream, 0, firstId, 1)
{
    private static readonly string[] s_filters = ["personId", "event", "status", "name", "firstName", "lastName"];

    /// <summary>Property that holds the name of the system that made the record, and a filter for it. It is not sent.</summary>
    public const string SystemField = "$system";

    public override bool KeepsUpdated => isTimed;

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        writer.Number(N.Id, record.Id);
        if (!isTimed) return;
        writer.Time(N.Created, record.Created);
        writer.Time(N.Updated, record.Updated);
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look) => new FubNamed { Ordinal = ordinal, Id = id, Look = look };

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        if (name is "personId" && value.TryNumber(out var person)) record.PersonId = person;
        if (name is not SystemField) return false;
        ((FubNamed)record).Name = value.GetString() ?? "";
        return true;
    }

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller)
    {
        if (query.Text(SystemField) is { } system && ((FubNamed)record).Name is { Length: > 0 } owner && !string.Equals(owner, system, StringComparison.Ordinal)) return false;
        foreach (var filter in s_filters)
            if (query.Text(filter) is { } wanted && (record.Extra?.TryGetValue(filter, out var value) != true || !FubPeople.Same(value.ToString(), wanted)))
                return false;
        return true;
    }
}
