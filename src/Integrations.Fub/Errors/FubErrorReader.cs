using System.Net;
using System.Text.Json;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// Reads the error bodies of Follow Up Boss: <c>{"errorMessage": "..."}</c> (recorded for 400, 403 and 404), and defensively <c>error.errorMessage</c> and <c>error</c>. The vendor
/// has no codes, so known messages are given a stable word.
/// </summary>
internal sealed class FubErrorReader : IVendorErrorReader
{
    /// <summary>The offset is beyond the vendor's wall.</summary>
    public const string DeepPagination = "deep_pagination";

    /// <summary>The list needs a filter.</summary>
    public const string FilterRequired = "filter_required";

    /// <summary>The account is locked: its key is right and it may not read its own identity or people.</summary>
    public const string AccountLocked = "account_locked";

    /// <summary>Only the account's owner may do this.</summary>
    public const string OwnerOnly = "owner_only";

    /// <summary>The request names a record that is not there, or not yet: a new person is hidden until lead routing has assigned it. Documented.</summary>
    public const string NotVisible = "not_visible";

    private const string Routing =
        "The record does not exist, or not for this key. A person made just now becomes readable and writable when lead routing has assigned it: wait for it with FubClient.WaitForPersonAsync.";

    /// <summary>The path names no collection. The other meaning of 404 is an absent record.</summary>
    public const string UnknownCollection = "unknown_collection";

    public VendorError? Read(HttpStatusCode status, string path, ReadOnlySpan<byte> body)
    {
        string message = Message(body) ?? "";
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when path.EndsWith("/oauthApps", StringComparison.OrdinalIgnoreCase) => new VendorError
            {
                Remedy = "OAuth apps belong to a registered system: check FubOptions.SystemName and SystemKey.",
            },
            HttpStatusCode.BadRequest when Says(message, "Deep pagination disabled") => new VendorError { Code = DeepPagination },
            HttpStatusCode.BadRequest when Says(message, "must be specified") => new VendorError { Code = FilterRequired },
            HttpStatusCode.BadRequest when Says(message, "not found") => new VendorError { Code = NotVisible, Kind = VendorErrorKind.NotFound, Remedy = Routing },
            HttpStatusCode.NotFound when !Says(message, "Collection name") => new VendorError { Remedy = Routing },
            HttpStatusCode.Forbidden when IsOwn(path) => new VendorError
            {
                Code = AccountLocked,
                Kind = VendorErrorKind.Authorization,
                Remedy = "Follow Up Boss has locked the account, for example because it expired; the key itself is right. Ask the account's owner to renew it.",
            },
            HttpStatusCode.Forbidden when Says(message, "account owner") => new VendorError
            {
                Code = OwnerOnly,
                Kind = VendorErrorKind.Authorization,
                Remedy = "Connect the account with the key of its owner.",
            },
            HttpStatusCode.NotFound when Says(message, "Collection name") => new VendorError { Code = UnknownCollection, Kind = VendorErrorKind.Protocol },
            _ => null,
        };
    }

    private static bool IsOwn(string path)
    {
        ReadOnlySpan<char> last = path.AsSpan().TrimEnd('/');
        return last.EndsWith("/identity", StringComparison.OrdinalIgnoreCase) || last.EndsWith("/people", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Says(string message, string part) => message.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string? Message(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
            {
                return null;
            }

            using (document)
            {
                return Message(document.RootElement) ?? (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error"u8, out JsonElement error) ? Message(error) : null);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, cut off, or a message that is not text (half a surrogate pair): the status decides.
            return null;
        }
    }

    private static string? Message(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Object when element.TryGetProperty("errorMessage"u8, out JsonElement message) && message.ValueKind == JsonValueKind.String => message.GetString(),
        _ => null,
    };
}
