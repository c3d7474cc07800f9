using System.Globalization;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Registers webhooks of Follow Up Boss: one for each event, at most two of an event, with the key of the account's owner and system headers (Documented; the limit is observed).</summary>
internal sealed class FubWebhookSubscriptions(IFubClientFactory clients) : IWebhookSubscriptions
{
    public string Vendor => FubDefaults.Vendor;

    public int? MaxPerEvent => FubDefaults.WebhooksPerEvent;

    public IReadOnlyList<string> EventsOf(StreamName stream) => [.. FubWebhookEvents.Announcing(stream).Select(static e => e.Value)];

    /// <summary>Appointments that come from a calendar fire none (Observed once). Stages are few and change seldom.</summary>
    public bool AnnouncesAll(StreamName stream) => stream != FubStreams.Appointments.Name && stream != FubStreams.Stages.Name && FubWebhookEvents.Announcing(stream).Any();

    public async Task<IReadOnlyList<WebhookRegistration>> ListAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        List<WebhookRegistration> all = [];
        await foreach (ListPage<FubWebhook> page in clients.Create(account).WebhookPages(cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(page.Items.Select(Of).OfType<WebhookRegistration>());
        }

        return all;
    }

    public async Task<WebhookRegistration> CreateAsync(AccountRef account, string eventName, Uri address, CancellationToken cancellationToken = default)
    {
        FubWebhook made = await clients.Create(account).CreateWebhookAsync(new FubNewWebhook { Event = new FubWebhookEventName(eventName), Url = address }, cancellationToken).ConfigureAwait(false);
        return Of(made) ?? throw Incomplete(account);
    }

    public async Task<WebhookRegistration> UpdateAsync(AccountRef account, VendorId id, Uri address, CancellationToken cancellationToken = default)
    {
        FubWebhook changed = await clients.Create(account)
            .UpdateWebhookAsync(Number(id), new FubWebhookUpdate { Url = address, Status = FubWebhookStatus.Active }, cancellationToken).ConfigureAwait(false);
        return Of(changed) ?? throw Incomplete(account);
    }

    public async Task DeleteAsync(AccountRef account, VendorId id, CancellationToken cancellationToken = default)
    {
        try
        {
            await clients.Create(account).DeleteWebhookAsync(Number(id), cancellationToken).ConfigureAwait(false);
        }
        catch (IntegrationNotFoundException)
        {
            // It is gone, as wanted.
        }
    }

    private static WebhookRegistration? Of(FubWebhook webhook) => webhook is { Id: { } id, Event: { } name, Url: { } url }
        ? new WebhookRegistration(VendorId.From(id), name.Value, url, webhook.Status != FubWebhookStatus.Disabled)
        : null;

    private static long Number(VendorId id) => long.Parse(id.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static IntegrationProtocolException Incomplete(AccountRef account) => new(
        $"{account}: Follow Up Boss answered a webhook without id, event or address.", new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "register webhook" });
}
