namespace Integrations.Abstractions;

/// <summary>What a rotation did, credentials and webhook tokens together.</summary>
/// <param name="KeyId">The current key.</param>
/// <param name="Encrypted">Secrets that were encrypted anew.</param>
/// <param name="Unreadable">Accounts of which a secret cannot be decrypted by this host; they stay as they are.</param>
/// <param name="Revived">Accounts that were stopped because of that and can be read now.</param>
/// <param name="Remaining">Secrets that are still encrypted with another key: the unreadable ones, and what belongs to no account. Only when it is 0 may old keys be removed.</param>
public sealed record RotationResult(string KeyId, long Encrypted, long Unreadable, long Revived, long Remaining);
