namespace Integrations.Abstractions;

/// <summary>A token of a callback address, as it is looked up: never the token itself.</summary>
/// <param name="Account">The account that it stands for.</param>
/// <param name="Hash">SHA-256 of the token.</param>
/// <param name="RetiresAt">From when on it is refused. Null for the current one.</param>
public sealed record WebhookToken(AccountRef Account, ReadOnlyMemory<byte> Hash, DateTimeOffset? RetiresAt);
