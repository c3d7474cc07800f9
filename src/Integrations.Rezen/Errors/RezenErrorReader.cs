using System.Net;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// Reads the error bodies of reZEN: an object of one property named after a Java class, <c>{"com.real.commons.apierror.ApiError": {"status": 403, "message": "..."}}</c> (Observed), flat objects with
/// <c>message</c>, <c>errorMessage</c>, <c>error</c>, <c>detail</c> or <c>title</c>, nothing, or the HTML of the load balancer. The vendor has no codes, so known messages are given a stable word.
/// </summary>
internal sealed class RezenErrorReader : IVendorErrorReader
{
    /// <summary>The load balancer in front of the services refused the request, for example because of its User-Agent.</summary>
    public const string EdgeRefused = "edge_refused";

    /// <summary>The identifier in the path is no UUID.</summary>
    public const string BadId = "bad_id";

    /// <summary>A word of the query is none that the vendor knows.</summary>
    public const string BadValue = "bad_value";

    /// <summary>The key has no right on this.</summary>
    public const string NotAuthorized = "not_authorized";

    /// <summary>There is no transaction with this id: it does not exist, or it is the id of a draft.</summary>
    public const string TransactionNotFound = "transaction_not_found";

    /// <summary>The listing has no deal yet.</summary>
    public const string NoOpenTransaction = "no_open_transaction";

    private const string Wrapper = "com.real.commons.apierror";
    private static readonly string[] s_properties = ["message", "errorMessage", "error", "detail", "title"];

    /// <summary>True for a refusal of the network edge, which says nothing of the record that was asked for.</summary>
    public static bool IsEdge(IntegrationAuthorizationException error) => string.Equals(error.Context.VendorCode, EdgeRefused, StringComparison.Ordinal);

    public VendorError? Read(HttpStatusCode status, string path, ReadOnlySpan<byte> body)
    {
        string message = Message(body) ?? "";
        return status switch
        {
            HttpStatusCode.Forbidden when IsHtml(body) => new VendorError
            {
                Code = EdgeRefused,
                Remedy = "The network edge of reZEN refused the request before any service saw it: check RezenOptions.UserAgent, and the network that this host calls from.",
            },
            HttpStatusCode.Forbidden when Says(message, "Not authorized") => new VendorError { Code = NotAuthorized },
            HttpStatusCode.BadRequest when Says(message, "UUID") => new VendorError { Code = BadId },
            HttpStatusCode.BadRequest when Says(message, "could not be converted") => new VendorError { Code = BadValue },
            HttpStatusCode.NotFound when Says(message, "No open transaction") => new VendorError
            {
                Code = NoOpenTransaction,
                Remedy = "Submit the deal that was made from the listing first.",
            },
            HttpStatusCode.NotFound when Says(message, "Transaction not found") => new VendorError
            {
                Code = TransactionNotFound,
                Remedy = "The transaction does not exist, or not for this key. The id of a draft is not that of the transaction that submitting it made.",
            },
            _ => null,
        };
    }

    private static bool Says(string message, string part) => message.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool IsHtml(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8).StartsWith("<"u8);

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
                return Message(document.RootElement, depth: 0);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, cut off, or a message that is not text (half a surrogate pair): the status decides.
            return null;
        }
    }

    private static string? Message(JsonElement element, int depth)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return element.GetString();
        }

        if (element.ValueKind != JsonValueKind.Object || depth > 3)
        {
            return null;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Name.StartsWith(Wrapper, StringComparison.Ordinal))
            {
                return Message(property.Value, depth + 1);
            }
        }

        foreach (string name in s_properties)
        {
            if (element.TryGetProperty(name, out JsonElement value) && Message(value, depth + 1) is { } message)
            {
                return message;
            }
        }

        return null;
    }
}
