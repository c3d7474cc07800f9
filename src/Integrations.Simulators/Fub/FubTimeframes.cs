namespace Integrations.Simulators;

/// <summary>Time frames of people.</summary>
internal sealed class FubTimeframes(FubWorld world) : FubDictionary(world, "timeframes", 24, Words.Timeframes.Length, 1)
{
    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        writer.Number(N.Id, record.Id);
        writer.Text(N.Timeframe, ((FubNamed)record).Name);
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look) => Entry(ordinal, id, look, ordinal < Words.Timeframes.Length ? Words.Timeframes[ordinal] : "");
}
