using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>The user that a key belongs to.</summary>
public sealed record FubIdentityUser
{
    /// <summary>Vendor id of the user within the account. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>email</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Email { get; init; }

    /// <summary>Id that is the same in all accounts. Observed.</summary>
    public string? Fuid { get; init; }

    /// <summary>Vendor property <c>role</c>. Observed.</summary>
    public FubUserRole? Role { get; init; }

    /// <summary>Vendor property <c>isOwner</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsOwner { get; init; }

    /// <summary>Vendor property <c>isAdmin</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsAdmin { get; init; }

    /// <summary>Vendor property <c>isLender</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsLender { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
