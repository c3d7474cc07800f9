using System.Globalization;
using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>
/// Removes an erased account's webhooks at its vendor: those whose address ends with a token of the account. What cannot be removed is told; its deliveries find no token any more and are answered 404.
/// </summary>
internal sealed class WebhookRemoval(IEnumerable<IWebhookSubscriptions> vendors, IWebhookTokenStore tokens, TimeProvider time) : IErasurePreparation
{
    /// <summary>How long a vendor that does not answer holds up an erasure.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public async Task<string?> PrepareAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        if (vendors.FirstOrDefault(v => string.Equals(v.Vendor, account.Vendor, StringComparison.Ordinal)) is not { } vendor)
        {
            return null;
        }

        HashSet<string> own = [.. (await tokens.ListAsync(account, cancellationToken).ConfigureAwait(false)).Select(static t => Convert.ToHexString(t.Hash.Span))];
        if (own.Count == 0)
        {
            return null;
        }

        int removed = 0;
        using CancellationTokenSource patience = new(s_patience, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            foreach (WebhookRegistration registration in await vendor.ListAsync(account, ends.Token).ConfigureAwait(false))
            {
                if (CallbackAddress.TokenAtEnd(registration.Address) is { } token && own.Contains(Convert.ToHexString(WebhookTokens.Hash(token))))
                {
                    await vendor.DeleteAsync(account, registration.Id, ends.Token).ConfigureAwait(false);
                    removed++;
                }
            }

            return removed == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{removed} webhooks were removed at the vendor.");
        }
        catch (IntegrationException e)
        {
            return Left(removed, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Left(removed, "It did not answer in time.");
        }
    }

    private static string Left(int removed, string why) => string.Create(
        CultureInfo.InvariantCulture,
        $"{removed} webhooks were removed at the vendor; others may be left there. {why} Have the customer remove them; deliveries that still come are answered 404.");
}
