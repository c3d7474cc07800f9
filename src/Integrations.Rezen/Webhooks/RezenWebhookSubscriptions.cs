using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

/// <summary>
/// Registers webhooks of reZEN as the options say, one for each event, with the account's key. Where they say nothing, which is the default because the vendor's contract is unknown, no event is wanted and nothing is
/// asked: the streams live on their deltas, and on deliveries of webhooks that somebody registered by hand.
/// </summary>
internal sealed class RezenWebhookSubscriptions(IVendorApiFactory apis, IOptions<RezenOptions> options) : IWebhookSubscriptions
{
    private static readonly string[] s_rows = ["webhooks", "results", "content"];

    public string Vendor => RezenDefaults.Vendor;

    public int? MaxPerEvent => null;

    private RezenWebhookOptions Webhooks => options.Value.Webhooks;

    public IReadOnlyList<string> EventsOf(StreamName stream) =>
        Webhooks.RegisterPath is null ? []
        : stream == RezenStreams.Transactions.Name ? Or(Webhooks.TransactionEvents, RezenWebhookEvents.OfTransactions)
        : stream == RezenStreams.Listings.Name ? Or(Webhooks.ListingEvents, RezenWebhookEvents.OfListings)
        : [];

    /// <summary>Which changes fire an event is not known.</summary>
    public bool AnnouncesAll(StreamName stream) => false;

    public async Task<IReadOnlyList<WebhookRegistration>> ListAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        if (Webhooks.ListPath is not { } path)
        {
            return [];
        }

        ReceivedBody body = await Api(account, "list webhooks").ListAsync(path, cancellationToken).ConfigureAwait(false);
        return [.. Rows(body.Bytes).SelectMany(Registrations)];
    }

    public async Task<WebhookRegistration> CreateAsync(AccountRef account, string eventName, Uri address, CancellationToken cancellationToken = default)
    {
        using ByteArrayContent body = Body(Webhooks.CallbackUrlProperty ?? throw NotConfigured(account), Webhooks.EventTypesProperty ?? throw NotConfigured(account), eventName, address);
        ReceivedBody made = await Api(account, "create webhook").CreateAsync(Webhooks.RegisterPath ?? throw NotConfigured(account), body, cancellationToken).ConfigureAwait(false);
        return CapturedJson.Scalar(made.Bytes.Span, "id") is { Length: > 0 } id
            ? new WebhookRegistration(new VendorId(id), eventName, address.AbsoluteUri, IsActive: true)
            : throw new IntegrationProtocolException(
                $"{account}: reZEN answered a webhook without an id.", new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "create webhook" });
    }

    /// <summary>No call that changes a registration is known: it is removed and made again.</summary>
    public async Task<WebhookRegistration> UpdateAsync(AccountRef account, VendorId id, Uri address, CancellationToken cancellationToken = default)
    {
        WebhookRegistration there = (await ListAsync(account, cancellationToken).ConfigureAwait(false)).FirstOrDefault(r => r.Id == id) ?? throw new IntegrationNotFoundException(
            $"{account}: the webhook is gone at reZEN.", new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "update webhook" });
        await DeleteAsync(account, id, cancellationToken).ConfigureAwait(false);
        return await CreateAsync(account, there.Event, address, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(AccountRef account, VendorId id, CancellationToken cancellationToken = default)
    {
        try
        {
            await Api(account, "delete webhook").DeleteAsync(RezenPath.Fill(Webhooks.DeletePath ?? throw NotConfigured(account), "id", id.Value), cancellationToken).ConfigureAwait(false);
        }
        catch (IntegrationNotFoundException)
        {
            // It is gone, as wanted.
        }
    }

    private static IReadOnlyList<string> Or(IList<string> own, IReadOnlyList<string> known) => own.Count > 0 ? [.. own] : known;

    private static IntegrationConfigurationException NotConfigured(AccountRef account) => new(
        "How reZEN registers webhooks is not known: set RezenOptions.Webhooks.RegisterPath, ListPath, DeletePath, CallbackUrlProperty and EventTypesProperty, or register them by hand at the vendor.",
        new ErrorContext { Vendor = RezenDefaults.Vendor, Account = account, Operation = "register webhook" });

    private IRezenWebhooksApi Api(AccountRef account, string operation) =>
        apis.Create<IRezenWebhooksApi>(new VendorCall { Vendor = RezenDefaults.Vendor, Service = Webhooks.Service, Account = account, Operation = operation });

    private ByteArrayContent Body(string addressProperty, string eventsProperty, string eventName, Uri address)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(addressProperty, address.AbsoluteUri);
            if (Webhooks.EventTypesAsList)
            {
                json.WriteStartArray(eventsProperty);
                json.WriteStringValue(eventName);
                json.WriteEndArray();
            }
            else
            {
                json.WriteString(eventsProperty, eventName);
            }

            if (Webhooks is { SecretProperty: { } secretProperty, Secret: { } secret })
            {
                json.WriteString(secretProperty, secret);
            }

            json.WriteEndObject();
        }

        return new ByteArrayContent(buffer.WrittenSpan.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    /// <summary>The rows of a list: under a name that is thought possible, as the only array of the answer, or the answer itself.</summary>
    private static IReadOnlyList<CapturedRecord<RezenNamedReference>> Rows(ReadOnlyMemory<byte> body) => CapturedJson.ReadPage(body, RezenJsonContext.Default.RezenNamedReference, s_rows).Records;

    /// <summary>A registration of several events is as many registrations with one id.</summary>
    private IEnumerable<WebhookRegistration> Registrations(CapturedRecord<RezenNamedReference> row)
    {
        if (row.Value is not { Id: { Length: > 0 } id, Extra: { } extra }
            || !extra.TryGetValue(Webhooks.CallbackUrlProperty!, out JsonElement address) || address.ValueKind != JsonValueKind.String
            || !extra.TryGetValue(Webhooks.EventTypesProperty!, out JsonElement events))
        {
            yield break;
        }

        bool isActive = !extra.TryGetValue("active", out JsonElement active) || active.ValueKind != JsonValueKind.False;
        IEnumerable<JsonElement> names = events.ValueKind == JsonValueKind.Array ? events.EnumerateArray() : [events];
        foreach (JsonElement name in names.Where(static n => n.ValueKind == JsonValueKind.String))
        {
            yield return new WebhookRegistration(new VendorId(id), name.GetString()!, address.GetString()!, isActive);
        }
    }
}
