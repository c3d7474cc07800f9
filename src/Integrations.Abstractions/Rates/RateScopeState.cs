using System.Runtime.InteropServices;

namespace Integrations.Abstractions;

/// <summary>What a store knows of one scope at the moment of a grant.</summary>
/// <param name="Limit">The allowance it goes by. Null when none is known.</param>
/// <param name="Used">Permits that count at this moment, the granted ones included.</param>
/// <param name="Sequence">Permits ever granted in this scope, the granted ones included. Tells later how many were granted since.</param>
/// <param name="ForeignUse">True when part of the allowance is held for requests that others sent with the same credential.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RateScopeState(RateLimit? Limit, int Used, long Sequence, bool ForeignUse);
