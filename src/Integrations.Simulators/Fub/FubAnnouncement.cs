using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>A change that a webhook announces.</summary>
/// <param name="Name">The event.</param>
/// <param name="Id">Vendor id of the record.</param>
/// <param name="Data">JSON that the event carries beside. Null for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FubAnnouncement(string Name, long Id, string? Data);
