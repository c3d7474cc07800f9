using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Options;

namespace Integrations.Fub;

/// <summary>
/// Verifies and reads deliveries: header <c>FUB-Signature</c> is the hexadecimal HMAC-SHA256, with the X-System-Key, of the standard base64 text of the received bytes (Observed by four
/// independent clients, dossier section 6.4).
/// </summary>
internal sealed class FubWebhookReader(IOptions<FubOptions> options) : IWebhookReader
{
    private const string SignatureHeader = "FUB-Signature";
    private const string Prefix = "sha256=";

    private readonly Lazy<byte[]?> _key = new(() => options.Value.SystemKey is { Length: > 0 } key ? Encoding.UTF8.GetBytes(key) : null);

    public string Vendor => FubDefaults.Vendor;

    public WebhookVerdict Verify(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        byte[] key = _key.Value
            ?? throw new IntegrationConfigurationException(
                "Webhooks of Follow Up Boss are signed with the X-System-Key, and this host has none. Set FubOptions.SystemName and FubOptions.SystemKey.",
                new ErrorContext { Vendor = Vendor, Account = delivery.Account, Operation = "verify webhook" });
        Span<byte> sent = stackalloc byte[SHA256.HashSizeInBytes];
        if (!delivery.Headers.TryGetValue(SignatureHeader, out string? header) || !TryReadSignature(header, sent))
        {
            return WebhookVerdict.Invalid;
        }

        Span<byte> right = stackalloc byte[SHA256.HashSizeInBytes];
        Sign(key, delivery.Body.Span, right);
        return CryptographicOperations.FixedTimeEquals(sent, right) ? WebhookVerdict.Valid : WebhookVerdict.Invalid;
    }

    public WebhookEvent Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ReadEvent(body.Span);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Unreadable("it is not JSON", e);
        }
    }

    private static void Sign(byte[] key, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        byte[] text = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(body.Length));
        try
        {
            Base64.EncodeToUtf8(body, text, out _, out int length);
            HMACSHA256.HashData(key, text.AsSpan(0, length), signature);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private bool TryReadSignature(string header, Span<byte> signature)
    {
        ReadOnlySpan<char> text = header.AsSpan().Trim();
        if (options.Value.AcceptPrefixedWebhookSignature && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Prefix.Length..];
        }

        return text.Length == 2 * signature.Length && Convert.FromHexString(text, signature, out _, out int written) == OperationStatus.Done && written == signature.Length;
    }

    /// <summary>One pass to the very end, so that what is read here is whole JSON.</summary>
    private static WebhookEvent ReadEvent(ReadOnlySpan<byte> body)
    {
        string? id = null;
        string? name = null;
        DateTimeOffset? created = null;
        List<string> ids = [];
        Utf8JsonReader json = new(body);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw Unreadable("it is no JSON object");
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueTextEquals("eventId"u8))
            {
                id = NextScalar(ref json);
            }
            else if (json.ValueTextEquals("event"u8))
            {
                name = NextScalar(ref json);
            }
            else if (json.ValueTextEquals("eventCreated"u8))
            {
                created = DateTimeOffset.TryParse(NextScalar(ref json), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null;
            }
            else if (json.ValueTextEquals("resourceIds"u8))
            {
                NextIds(ref json, ids);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        if (json.Read() || string.IsNullOrEmpty(name))
        {
            throw Unreadable("it names no event");
        }

        return Event(name, id, created, ids);
    }

    private static WebhookEvent Event(string name, string? id, DateTimeOffset? created, List<string> ids)
    {
        FubWebhookEvents.Meaning? meaning = FubWebhookEvents.Find(name);
        return new WebhookEvent
        {
            Name = name,
            EventId = string.IsNullOrEmpty(id) ? null : id,
            CreatedAt = created,
            Stream = meaning?.Stream,
            Ids = meaning is { NamesRecords: true } known ? [.. ids.Distinct(StringComparer.Ordinal).Select(i => new VendorId(known.IdPrefix + i))] : [],
            IsDelete = meaning?.IsDelete ?? false,
        };
    }

    /// <summary>Text or number as text; null for anything else.</summary>
    private static string? NextScalar(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            return TokenText.Scalar(ref json);
        }

        json.Skip();
        return null;
    }

    /// <summary>A list of ids, or a single one. Records have ids above zero; zero and below stand for none (Observed).</summary>
    private static void NextIds(ref Utf8JsonReader json, List<string> ids)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            Add(ref json, ids);
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Add(ref json, ids);
        }
    }

    private static void Add(ref Utf8JsonReader json, List<string> ids)
    {
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            json.Skip();
        }
        else if (long.TryParse(TokenText.Scalar(ref json), NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0)
        {
            ids.Add(id.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IntegrationProtocolException Unreadable(string why, Exception? inner = null) => new(
        $"The body is no delivery of Follow Up Boss: {why}.", new ErrorContext { Vendor = FubDefaults.Vendor, Operation = "read webhook" }, inner);
}
