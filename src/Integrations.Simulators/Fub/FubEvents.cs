using System.Globalization;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Lead events, immutable in practice.</summary>
internal sealed class FubEvents(FubWorld world) : FubPersonChildren(world, "events", 5, world.Size.Events, 4_700_001, 3)
{
    public override string TextField => "message";

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var lead = (FubEvent)record;
        var draw = new Draw(lead.Look);
        var property = lead.Type.Contains("Propert", StringComparison.Ordinal);
        var listing = string.Create(CultureInfo.InvariantCulture, $"https://portal.example.com/listing/{draw.Next(9_000)}");
        writer.Number(N.Id, lead.Id);
        writer.Time(N.Created, lead.Created);
        writer.Time(N.Updated, lead.Updated);
        writer.Time(N.Occurred, lead.Created - draw.Next(60));
        writer.Number(N.PersonId, lead.PersonId);
        writer.Text(N.Message, lead.Message);
        writer.Text(N.Description, "");
        writer.EmptyArray(N.Additional);
        writer.Null(N.NoteId);
        writer.Text(N.Source, lead.Source);
        writer.Text(N.Type, lead.Type);
        writer.Text(N.PageTitle, lead.Type is "Viewed Page" ? "Homes & more" : null);
        writer.Text(N.PageUrl, property ? listing : null);
        writer.Number(N.PageDuration, lead.Type is "Viewed Page" ? draw.Next(300) : 0);
        writer.Name(N.Property);
        if (property) WriteProperty(writer, listing, ref draw);
        else writer.Null();
        writer.Name(N.PropertySearch);
        if (lead.Type is "Property Search" or "Saved Property Search") WriteSearch(writer, ref draw);
        else writer.Null();
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var draw = new Draw(look ^ 0xE4E4);
        var created = CreatedOf(ordinal);
        return new FubEvent
        {
            Ordinal = ordinal,
            Id = id,
            Look = look,
            Created = created,
            Updated = created,
            PersonId = PersonOf(ordinal),
            Type = draw.Pick<string>(Words.EventTypes),
            Message = draw.Chance(40) ? draw.Pick<string>(Words.Messages) : "",
            Source = Words.Sources[1 + draw.Next(Words.Sources.Length - 1)],
        };
    }

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var lead = (FubEvent)record;
        switch (name)
        {
            case "personId" when value.TryNumber(out var person):
                lead.PersonId = person;
                return true;
            case "type" when value.TryText(out var type) && type is not null:
                lead.Type = type;
                return true;
            case "message" when value.TryText(out var message) && message is not null:
                lead.Message = message;
                return true;
            case "source" when value.TryText(out var source) && source is not null:
                lead.Source = source;
                return true;
            default:
                return false;
        }
    }

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller) =>
        base.MatchesOwn(record, query, caller)
        && (query.Words("type") is not { } types || types.Contains(((FubEvent)record).Type, StringComparer.OrdinalIgnoreCase))
        && (query.Truth("hasProperty") is not { } has || has == ((FubEvent)record).Type.Contains("Propert", StringComparison.Ordinal));

    private static void WriteProperty(WireJsonWriter writer, string listing, ref Draw draw)
    {
        var place = draw.Next(Words.Cities.Length);
        writer.StartObject();
        writer.Number(N.Id, 600_000 + draw.Next(90_000));
        writer.Text(N.Street, FubPhone.Street(ref draw));
        writer.Text(N.City, Words.Cities[place]);
        writer.Text(N.State, Words.States[place]);
        writer.Text(N.Code, FubPhone.Zip(ref draw));
        writer.Text(N.MlsNumber, string.Create(CultureInfo.InvariantCulture, $"MLS{draw.Next(100_000):D5}"));
        writer.Text(N.Price, (150_000 + (draw.Next(180) * 5_000)).ToString(CultureInfo.InvariantCulture));
        writer.ZeroOne(N.ForRent, draw.Chance(10));
        writer.Text(N.Url, listing);
        writer.Text(N.Type, "");
        writer.Text(N.Bedrooms, (1 + draw.Next(5)).ToString(CultureInfo.InvariantCulture));
        writer.Text(N.Bathrooms, (1 + draw.Next(3)).ToString(CultureInfo.InvariantCulture) + ".0");
        writer.Text(N.Area, draw.Chance(50) ? (900 + draw.Next(3_000)).ToString(CultureInfo.InvariantCulture) : null);
        writer.Null(N.Lot);
        writer.Name(N.Lat);
        writer.Number(38.5m + (draw.Next(100) / 100m));
        writer.Name(N.Lng);
        writer.Number(-77.5m + (draw.Next(100) / 100m));
        writer.EndObject();
    }

    private static void WriteSearch(WireJsonWriter writer, ref Draw draw)
    {
        writer.StartObject();
        writer.Text(N.Type, "Residential");
        writer.Text(N.Neighborhood, "North Side");
        writer.Text(N.City, draw.Pick<string>(Words.Cities));
        writer.Text(N.State, "VA");
        writer.Text(N.Code, "");
        writer.Text(N.MinPrice, "200000");
        writer.Text(N.MaxPrice, "600000");
        writer.Text(N.MinBedrooms, "2");
        writer.Null(N.MaxBedrooms);
        writer.Text(N.MinBathrooms, "1");
        writer.Null(N.MaxBathrooms);
        writer.EndObject();
    }
}
