namespace Integrations.Fub;

/// <summary>What an OAuth app is created or changed with.</summary>
/// <param name="RedirectUris">Addresses to which users may return.</param>
internal sealed record FubOAuthAppBody(IReadOnlyList<string> RedirectUris);
