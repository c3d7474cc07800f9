using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>The account that a key belongs to.</summary>
public sealed record FubIdentityAccount
{
    /// <summary>Vendor id of the account, about ten digits. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>Sub-domain. Observed.</summary>
    public string? Domain { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>owner</c>. Observed.</summary>
    [JsonConverter(typeof(ObjectOrEmptyArrayConverter<FubIdentityOwner>))]
    public FubIdentityOwner? Owner { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
