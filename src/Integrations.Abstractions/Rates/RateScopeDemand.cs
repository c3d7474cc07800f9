using System.Runtime.InteropServices;

namespace Integrations.Abstractions;

/// <summary>One scope that a request falls under.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Assumed">The allowance to go by until the vendor has said one. Null means unlimited until then.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RateScopeDemand(RateScope Scope, RateLimit? Assumed);
