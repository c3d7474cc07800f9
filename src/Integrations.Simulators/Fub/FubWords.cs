using System.Globalization;

namespace Integrations.Simulators;

/// <summary>A dictionary of id, name and order: appointment types and outcomes.</summary>
internal sealed class FubWords(FubWorld world, string path, int stream, string[] names, long firstId) : FubDictionary(world, path, stream, names.Length, firstId)
{
    public override string DefaultSort => "orderWeight";

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var entry = (FubNamed)record;
        writer.Number(N.Id, entry.Id);
        writer.Text(N.Name, entry.Name);
        writer.Number(N.OrderWeight, entry.OrderWeight);
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look) =>
        Entry(ordinal, id, look, ordinal < names.Length ? names[ordinal] : string.Create(CultureInfo.InvariantCulture, $"Entry {id}"));
}
