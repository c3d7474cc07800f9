using System.Text.Json;
using Integrations.Abstractions;

namespace Integrations.Http.Tests;

public sealed class DriftCollectorTests
{
    [Fact]
    public void I16_unknown_fields_and_words_become_notes_without_any_value()
    {
        AcmeThing thing = JsonSerializer.Deserialize("""{"id":1,"newThing":"Marlo","customColour":"red"}""", AcmeJson.Default.AcmeThing)!;
        DriftCollector drift = new();

        drift.Fields(thing.Extra, isExpected: static name => name.StartsWith("custom", StringComparison.Ordinal));
        drift.Value<Colour>(Colour.From("mauve"), "$.colour");
        drift.Value<Colour>(Colour.From("mauve"), "$.colour");
        drift.Value<Colour>(Colour.From("red"), "$.other");
        drift.Value<Colour>(null, "$.third");

        Assert.Equal([new DriftNote(DriftKind.UnknownField, "$.newThing"), new DriftNote(DriftKind.UnknownValue, "$.colour")], drift.ToNotes());
    }

    [Fact]
    public void A_record_without_drift_allocates_nothing()
    {
        Dictionary<string, JsonElement> none = [];
        _ = Collect(none);
        int notes = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
        {
            notes += Collect(none).Count;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, notes);
    }

    private static IReadOnlyList<DriftNote> Collect(Dictionary<string, JsonElement> extra)
    {
        DriftCollector drift = new();
        drift.Fields(null);
        drift.Fields(extra);
        drift.Value<Colour>(Colour.From("red"), "$.colour");
        return drift.ToNotes();
    }

    private readonly record struct Colour(string Value) : IOpenEnum<Colour>
    {
        public bool IsKnown => Value is "red";

        public static Colour From(string value) => new(value);
    }
}
