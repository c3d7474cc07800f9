namespace Integrations.Simulators;

/// <summary>What a token endpoint gives.</summary>
/// <typeparam name="TCaller">Who asks at the vendor.</typeparam>
internal sealed record OAuthTokens<TCaller>(TCaller Caller, string Access, string? Refresh, long Seconds, string? Nonce);
