using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>Status and body of an answer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WireAnswer(int Status, WireJsonWriter Body)
{
    /// <summary>Type of the body. An empty body has none.</summary>
    public string ContentType { get; init; } = "application/json";
}
