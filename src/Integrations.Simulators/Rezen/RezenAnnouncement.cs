using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>A change that a webhook announces.</summary>
/// <param name="Name">The event, for example <c>TRANSACTION_UPDATED</c>.</param>
/// <param name="Id">Id of the transaction or listing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RezenAnnouncement(string Name, Guid Id);
