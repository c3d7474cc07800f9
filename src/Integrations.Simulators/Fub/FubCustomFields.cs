using System.Globalization;

namespace Integrations.Simulators;

/// <summary>Definitions of custom fields, of people or of deals, and the values that records carry for them.</summary>
internal sealed class FubCustomFields(FubWorld world, string path, int stream, FubCustomField[] fields, long firstId)
    : FubDictionary(world, path, stream, fields.Length, firstId)
{
    public static readonly FubCustomField[] OfPeople =
    [
        new("customClosingDate", "Closing Date", "date"),
        new("customPreferredArea", "Preferred Area", "dropdown") { Choices = ["North Side", "South Side"] },
        new("customLoanAmount", "Loan Amount", "number"),
        new("customReferredBy", "Referred By", "text"),
        new("customAnniversary", "Anniversary", "date"),
    ];

    public static readonly FubCustomField[] OfDeals =
    [
        new("customTransactionId", "Transaction Id", "text"),
        new("customClosedDate", "Closed Date", "date"),
        new("customEscrowCompany", "Escrow Company", "text"),
    ];

    public override string WordField => "type";

    public void WriteValues(WireJsonWriter writer, ulong look)
    {
        var draw = new Draw(look ^ 0x4949);
        foreach (var field in fields)
        {
            var value = draw.Next(1000);
            writer.Name(field.Key);
            if (value % 5 < 2) writer.Null();
            else if (field.Type is "date") writer.Day(World.HistoryEnd - (value * 86_400L));
            else if (field.Type is "number") writer.Number(100_000 + (value * 1_000L));
            else if (field.Choices.Length > 0) writer.Text(field.Choices[value % field.Choices.Length]);
            else writer.Text(string.Create(CultureInfo.InvariantCulture, $"TX-{value:D4}"));
        }
    }

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var entry = (FubNamed)record;
        var field = entry.Ordinal < fields.Length ? fields[entry.Ordinal] : new FubCustomField("custom" + entry.Name.Replace(" ", "", StringComparison.Ordinal), entry.Name, "text");
        writer.Number(N.Id, entry.Id);
        writer.Text(N.Name, field.Name);
        writer.Text(N.Label, entry.Name);
        writer.Text(N.Type, field.Type);
        if (field.Choices.Length > 0)
        {
            writer.Name(N.Choices);
            writer.StartArray();
            foreach (var choice in field.Choices) writer.Text(choice);
            writer.EndArray();
        }

        writer.Number(N.OrderWeight, entry.OrderWeight);
        writer.Bool(N.HideIfEmpty, false);
        writer.Bool(N.ReadOnly, false);
        if (field.Type is "date") writer.Bool(N.IsRecurring, field.Name is "customAnniversary");
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look) =>
        Entry(ordinal, id, look, ordinal < fields.Length ? fields[ordinal].Label : string.Create(CultureInfo.InvariantCulture, $"Field {id}"));

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller) => query.Text("label") is not { } label || ((FubNamed)record).Name == label;
}
