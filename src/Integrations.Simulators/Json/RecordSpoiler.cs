using System.Text;

namespace Integrations.Simulators;

/// <summary>Spoils one property of a record, on behalf of a fault.</summary>
internal sealed record RecordSpoiler(SimulatorFaultKind Kind, string Field, string? Value)
{
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
        var writer = new PhpJsonWriter();
        writer.Text(text);
        return Encoding.ASCII.GetString(writer.Written.Span[1..^1]);
    }
}
