using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>A registered webhook.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FubHook(long Id, string System, string Event, Uri Url, bool IsActive);
