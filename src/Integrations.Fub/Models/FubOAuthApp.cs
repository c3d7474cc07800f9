using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>An OAuth app of a registered system. <see cref="ToString"/> shows no secret. Documented, section 2.3.</summary>
public sealed record FubOAuthApp
{
    /// <summary>Vendor id of the app.</summary>
    public long? Id { get; init; }

    /// <summary>Name that users see.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Addresses to which users may return.</summary>
    public IReadOnlyList<string>? RedirectUris { get; init; }

    /// <summary>Client id, for <see cref="FubOAuthOptions.ClientId"/>.</summary>
    public string? ClientId { get; init; }

    /// <summary>Client secret, for <see cref="FubOAuthOptions.ClientSecret"/>. Given only when the app is created; null otherwise. A secret: keep it out of logs.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Vendor property <c>status</c>, seen as 1. Its meaning is not documented.</summary>
    public long? Status { get; init; }

    /// <summary>When the app was created.</summary>
    public FubTime? CreatedAt { get; init; }

    /// <summary>When the app was changed last.</summary>
    public FubTime? UpdatedAt { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>Shape <c>OAuth app 12</c>.</summary>
    public override string ToString() => "OAuth app " + (Id?.ToString(CultureInfo.InvariantCulture) ?? "without id");
}
