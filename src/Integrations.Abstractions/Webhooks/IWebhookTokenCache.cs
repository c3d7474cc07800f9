namespace Integrations.Abstractions;

/// <summary>Keeps tokens of callback addresses in memory. Told when an account's token is replaced, so that an old one is not taken longer than it should.</summary>
public interface IWebhookTokenCache
{
    /// <summary>Looks the account's tokens up anew with their next use.</summary>
    void Forget(AccountRef account);
}
