using System.Runtime.InteropServices;

namespace Integrations.Abstractions;

/// <summary>What is left of one allowance of an account.</summary>
/// <param name="Context">The vendor's word for the kind of request, for example <c>global</c>.</param>
/// <param name="Limit">Permits of a window. Null while none is known.</param>
/// <param name="Left">Permits that are free now. Null while no limit is known.</param>
/// <param name="BlockedUntil">Until when nobody sends, after an answer 429. Null when nothing is blocked.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RateBudgetFacts(string Context, int? Limit, int? Left, DateTimeOffset? BlockedUntil);
