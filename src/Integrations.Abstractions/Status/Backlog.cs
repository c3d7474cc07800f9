using System.Runtime.InteropServices;

namespace Integrations.Abstractions;

/// <summary>Things that wait.</summary>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">Since when the oldest waits. Null when none does.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Backlog(long Count, DateTimeOffset? OldestAt);
