using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

/// <summary>
/// Verifies and reads deliveries. No recorded one is known: any JSON object is taken, and what it names is looked for under the names that are thought possible. Without a secret and a header in the
/// options a delivery is believed as far as its secret address goes, which is: it is a hint, and the record is read again.
/// </summary>
internal sealed class RezenWebhookReader(IOptions<RezenOptions> options) : IWebhookReader
{
    private static readonly string[] s_names = ["eventName", "event", "eventType", "type"];
    private static readonly string[] s_objects = ["rezenObject", "data"];
    private static readonly string[] s_ids = ["transactionId", "listingId", "id"];

    public string Vendor => RezenDefaults.Vendor;

    public WebhookVerdict Verify(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        RezenWebhookOptions webhooks = options.Value.Webhooks;
        if (webhooks is not { Secret: { Length: > 0 } secret, SignatureHeader: { Length: > 0 } header })
        {
            return WebhookVerdict.NotSigned;
        }

        byte[] right = Sign(webhooks.SignatureAlgorithm, Encoding.UTF8.GetBytes(secret), delivery.Body.Span);
        Span<byte> sent = stackalloc byte[right.Length];
        return delivery.Headers.TryGetValue(header, out string? text) && TryRead(text, webhooks, sent) && CryptographicOperations.FixedTimeEquals(sent, right)
            ? WebhookVerdict.Valid
            : WebhookVerdict.Invalid;
    }

    public WebhookEvent Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Event(document.RootElement) : throw Unreadable("it is no JSON object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Unreadable("it is not JSON", e);
        }
    }

    private static byte[] Sign(RezenSignatureAlgorithm algorithm, byte[] key, ReadOnlySpan<byte> body) => algorithm switch
    {
        RezenSignatureAlgorithm.HmacSha512 => HMACSHA512.HashData(key, body),
#pragma warning disable CA5350 // The host's choice, for a vendor that signs so.
        RezenSignatureAlgorithm.HmacSha1 => HMACSHA1.HashData(key, body),
#pragma warning restore CA5350
        _ => HMACSHA256.HashData(key, body),
    };

    private static bool TryRead(string header, RezenWebhookOptions webhooks, Span<byte> signature)
    {
        ReadOnlySpan<char> text = header.AsSpan().Trim();
        if (webhooks.SignaturePrefix is { Length: > 0 } prefix)
        {
            if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            text = text[prefix.Length..];
        }

        return webhooks.SignatureEncoding == RezenSignatureEncoding.Base64
            ? Convert.TryFromBase64Chars(text, signature, out int length) && length == signature.Length
            : text.Length == 2 * signature.Length && Convert.FromHexString(text, signature, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    private static WebhookEvent Event(JsonElement body)
    {
        string name = s_names.Select(n => Text(body, n)).FirstOrDefault(static n => n is not null) ?? RezenWebhookEvents.Unnamed;
        (string? id, string? kind) = Object(body);
        return new WebhookEvent
        {
            Name = name,
            CreatedAt = Text(body, "timestamp") is { } timestamp ? new RezenTime(timestamp).Instant : null,
            Stream = RezenWebhookEvents.Stream(name, kind),
            Ids = id is null ? [] : [new VendorId(id)],
        };
    }

    /// <summary>The named record and its kind; where the kind is not said, the property that holds the id may tell it.</summary>
    private static (string? Id, string? Kind) Object(JsonElement body)
    {
        foreach (string property in s_objects)
        {
            if (body.TryGetProperty(property, out JsonElement inner) && inner.ValueKind == JsonValueKind.Object && Text(inner, "id") is { } id)
            {
                return (id, Text(inner, "type"));
            }
        }

        string? named = Array.Find(s_ids, p => Text(body, p) is not null);
        return named is null ? (null, null) : (Text(body, named), Text(body, "type") ?? named);
    }

    private static string? Text(JsonElement element, string property) => element.TryGetProperty(property, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
        ? value.ToString() is { Length: > 0 } text ? text : null
        : null;

    private static IntegrationProtocolException Unreadable(string why, Exception? inner = null) => new(
        $"The body is no delivery of reZEN: {why}.", new ErrorContext { Vendor = RezenDefaults.Vendor, Operation = "read webhook" }, inner);
}
