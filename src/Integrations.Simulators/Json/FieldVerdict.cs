using System.Runtime.InteropServices;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>What happens to one property of a record on its way out.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FieldVerdict(JsonName Name)
{
    /// <summary>The property is left out.</summary>
    public bool Drop { get; init; }

    /// <summary>Written instead of the generated value.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Raw JSON written instead of the generated value.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>Raw JSON text written before the closing quote of the value.</summary>
    public byte[]? Suffix { get; init; }
}
