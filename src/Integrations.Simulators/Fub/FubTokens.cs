namespace Integrations.Simulators;

/// <summary>What the token endpoint gives.</summary>
internal sealed record FubTokens(FubCaller Caller, string Access, string? Refresh, long Seconds);
