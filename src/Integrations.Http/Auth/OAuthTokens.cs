using System.Globalization;
using System.Text.Json;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>Reads the answers of token endpoints. Pure and total; what it cannot use is null, and no text of an answer leaves it but known words.</summary>
internal static class OAuthTokens
{
    private static readonly string[] s_codes =
    [
        "invalid_grant", "invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_request", "invalid_scope", "server_error", "temporarily_unavailable", "access_denied",
    ];

    private static readonly string[] s_properties = ["error", "errorMessage", "error_description", "message"];

    /// <summary>The tokens of a successful answer. Null when there is no access token that could be sent.</summary>
    public static VendorCredential? Read(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        using JsonDocument? document = Parse(body);
        if (document is null || Text(document.RootElement, "access_token") is not { } access || !IsSendable(access))
        {
            return null;
        }

        string? refresh = Text(document.RootElement, "refresh_token");
        return new VendorCredential
        {
            AccessToken = access,
            RefreshToken = refresh is { Length: > 0 } ? refresh : null,
            ExpiresAt = Lifetime(document.RootElement) is { } lifetime ? now + lifetime : null,
        };
    }

    /// <summary>The error word of an answer, one of those of RFC 6749. Null when it has none.</summary>
    public static string? ErrorCode(ReadOnlyMemory<byte> body)
    {
        using JsonDocument? document = Parse(body);
        if (document is null)
        {
            return null;
        }

        JsonElement root = document.RootElement;
        return Code(root) ?? (root.TryGetProperty("error"u8, out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? Code(inner) : null);
    }

    /// <summary>The error word in a text. Null when it has none.</summary>
    public static string? KnownCode(string? text) => text is null ? null : Array.Find(s_codes, code => text.Contains(code, StringComparison.OrdinalIgnoreCase));

    private static string? Code(JsonElement element)
    {
        foreach (string property in s_properties)
        {
            if (KnownCode(Text(element, property)) is { } code)
            {
                return code;
            }
        }

        return null;
    }

    /// <summary>Null when it is missing or no time that a token could live: a token of unknown end is renewed when the vendor refuses it.</summary>
    private static TimeSpan? Lifetime(JsonElement root)
    {
        if (!root.TryGetProperty("expires_in"u8, out JsonElement value))
        {
            return null;
        }

        double seconds = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out double number) ? number : 0,
            JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0,
            _ => 0,
        };
        return seconds is > 0 and <= 10 * 366 * 86_400d ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static bool IsSendable(string token) => token.Length > 0 && token.All(static c => c is > ' ' and <= '~');

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
