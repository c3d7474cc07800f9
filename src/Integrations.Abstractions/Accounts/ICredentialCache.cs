namespace Integrations.Abstractions;

/// <summary>Keeps credentials in memory. Told when one was replaced, so that the next call reads the new one.</summary>
public interface ICredentialCache
{
    /// <summary>Forgets what is kept of an account, after its credential was changed or removed.</summary>
    void Forget(AccountRef account);
}
