using System.Text;

namespace Integrations.Simulators;

/// <summary>Spoils one property of a record, on behalf of a fault.</summary>
internal sealed record RecordSpoiler(SimulatorFaultKind Kind, string Field, string? Value)
{
    /// <summary>What the faults do to one record.</summary>
    /// <param name="faults">Faults of the request.</param>
    /// <param name="ordinal">Place of the record.</param>
    /// <param name="isNamed">Whether a fault names the record by its id. Null when it names none.</param>
    /// <param name="word">Property that holds a word.</param>
    /// <param name="date">Property that holds a date.</param>
    /// <param name="text">Property that holds a text.</param>
    public static List<RecordSpoiler> Of(IReadOnlyList<SimulatorFault> faults, int ordinal, Func<SimulatorFault, bool?> isNamed, string word, string date, string text)
    {
        var spoilers = new List<RecordSpoiler>();
        foreach (var fault in faults)
        {
            var field = fault.Kind switch
            {
                SimulatorFaultKind.MissingField => fault.Field ?? "id",
                SimulatorFaultKind.RenamedField or SimulatorFaultKind.ChangedFieldType => fault.Field,
                SimulatorFaultKind.UnknownEnumValue => fault.Field ?? word,
                SimulatorFaultKind.InvalidDate => fault.Field ?? date,
                SimulatorFaultKind.NulInText or SimulatorFaultKind.LoneSurrogate => fault.Field ?? text,
                _ => null,
            };
            if (field is not null && (isNamed(fault) ?? ordinal % Math.Max(1, fault.EveryRecord) == 0)) spoilers.Add(new RecordSpoiler(fault.Kind, field, fault.Value));
        }

        return spoilers;
    }

    public FieldVerdict Apply(FieldVerdict verdict) => Kind switch
    {
        SimulatorFaultKind.MissingField => verdict with { Drop = true },
        SimulatorFaultKind.RenamedField => verdict with { Name = new JsonName(Value ?? Field + "New") },
        SimulatorFaultKind.ChangedFieldType or SimulatorFaultKind.UnknownEnumValue or SimulatorFaultKind.InvalidDate =>
            verdict with { Raw = Encoding.UTF8.GetBytes(Value ?? "null"), Value = null },
        SimulatorFaultKind.NulInText => Suffixed(verdict, "\\u0000"),
        SimulatorFaultKind.LoneSurrogate => Suffixed(verdict, "\\ud83d"),
        _ => verdict,
    };

    private static FieldVerdict Suffixed(FieldVerdict verdict, string suffix)
    {
        if (verdict.Value is not { } value) return verdict with { Suffix = Encoding.ASCII.GetBytes(suffix) };
        var text = JsonNameText(value.ToString());
        return verdict with { Value = null, Raw = Encoding.ASCII.GetBytes($"\"{text}{suffix}\"") };
    }

    private static string JsonNameText(string text)
    {
        var writer = new WireJsonWriter(JsonDialect.Php);
        writer.Text(text);
        return Encoding.ASCII.GetString(writer.Written.Span[1..^1]);
    }
}
