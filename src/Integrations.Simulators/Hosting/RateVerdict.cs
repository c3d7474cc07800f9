using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>What the budget says about a request, and the numbers for its headers.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateVerdict(bool Allowed, string Context, int Limit, int Remaining, TimeSpan RetryAfter);
