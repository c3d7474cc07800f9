using System.Text.Json;

namespace Integrations.Http;

/// <summary>Where a vendor's sign-ins begin and where its tokens are given.</summary>
/// <param name="Authorize">Page on which the user agrees.</param>
/// <param name="Token">Token endpoint.</param>
internal sealed record OAuthEndpoints(Uri Authorize, Uri Token)
{
    /// <summary>Reads a discovery document. Null when it is of another issuer, or one of its addresses is missing or may not be sent a secret.</summary>
    public static OAuthEndpoints? Read(ReadOnlyMemory<byte> body, Uri issuer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return Text(root, "issuer") == issuer.OriginalString && Address(root, "authorization_endpoint") is { } authorize && Address(root, "token_endpoint") is { } token
                ? new OAuthEndpoints(authorize, token)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Uri? Address(JsonElement root, string property) => Uri.TryCreate(Text(root, property), UriKind.Absolute, out Uri? address) && WireRules.IsSafe(address) ? address : null;

    private static string? Text(JsonElement root, string property) => root.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
