using System.Runtime.InteropServices;

namespace Integrations.Abstractions;

/// <summary>An allowance: so many requests within any window of this length.</summary>
/// <param name="Permits">Requests. Zero means none at all.</param>
/// <param name="Window">Length of the sliding window. Positive.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RateLimit(int Permits, TimeSpan Window);
