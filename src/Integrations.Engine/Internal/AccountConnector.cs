using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

internal sealed class AccountConnector(
    IEnumerable<IVendorIdentityReader> readers,
    IAccountStore accounts,
    IEnumerable<ICredentialCache> caches,
    IEnumerable<IWebhookManager> webhooks,
    TimeProvider time,
    ILogger<AccountConnector> logger) : IAccountConnector
{
    /// <summary>How long connecting waits for the registration of webhooks. What is not done by then, the chore does.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public async Task<AccountInfo> ConnectAsync(string vendor, VendorCredential credential, ConnectOptions? options = null, CancellationToken cancellationToken = default)
    {
        IVendorIdentityReader reader = readers.FirstOrDefault(r => string.Equals(r.Vendor, vendor, StringComparison.Ordinal))
            ?? throw new IntegrationConfigurationException($"Vendor '{vendor}' is not registered. Call its Add…Integration() when the host is built.");
        VendorIdentity identity = await reader.ReadAsync(credential, cancellationToken).ConfigureAwait(false);
        options ??= new ConnectOptions();
        AccountInfo account = await accounts.ConnectAsync(
            new AccountRegistration
            {
                Vendor = vendor,
                Credential = credential,
                Identity = identity,
                UserId = options.UserId,
                TeamId = options.TeamId,
                TenantId = options.TenantId,
            },
            cancellationToken).ConfigureAwait(false);

        // Other processes notice by the version, when the vendor refuses the credential that they still keep.
        foreach (ICredentialCache cache in caches)
        {
            cache.Forget(account.Ref);
        }

        await RegisterWebhooksAsync(account.Ref, cancellationToken).ConfigureAwait(false);
        return account;
    }

    /// <summary>The account is connected whatever becomes of its webhooks: without them it lives on deltas.</summary>
    private async Task RegisterWebhooksAsync(AccountRef account, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(s_patience, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        foreach (IWebhookManager manager in webhooks)
        {
            try
            {
                await manager.CheckAsync(account, ends.Token).ConfigureAwait(false);
            }
            catch (IntegrationException e)
            {
                EngineLog.WebhookCheckFailed(logger, account, e.Message);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                EngineLog.WebhookCheckFailed(logger, account, "it took too long; it is done by the next periodic check");
            }
        }
    }
}
