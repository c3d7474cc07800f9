using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A related contact of a person. It is a contact of its own and no link to another person. Documented.</summary>
public sealed record FubRelationship
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>When the row was created, UTC. Documented.</summary>
    public FubTime? Created { get; init; }

    /// <summary>When the row changed, UTC. Documented.</summary>
    public FubTime? Updated { get; init; }

    /// <summary>User id; -1 is the system. Observed.</summary>
    public long? CreatedById { get; init; }

    /// <summary>User id; -1 is the system. Observed.</summary>
    public long? UpdatedById { get; init; }

    /// <summary>The person it belongs to. Documented.</summary>
    public long? PersonId { get; init; }

    /// <summary>Free word, for example <c>Spouse</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Type { get; init; }

    /// <summary>Full name. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>First name. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Last name. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Vendor property <c>isPriority</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsPriority { get; init; }

    /// <summary>E-mail addresses. Documented.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubEmail>))]
    public IReadOnlyList<FubEmail>? Emails { get; init; }

    /// <summary>Phone numbers. Documented.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubPhone>))]
    public IReadOnlyList<FubPhone>? Phones { get; init; }

    /// <summary>Postal addresses. Documented.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubAddress>))]
    public IReadOnlyList<FubAddress>? Addresses { get; init; }

    /// <summary>Picture. Observed.</summary>
    [JsonConverter(typeof(PictureConverter))]
    public FubPicture? Picture { get; init; }

    /// <summary>Social data; null when the vendor sent <c>[]</c>. Observed.</summary>
    [JsonConverter(typeof(ObjectOrEmptyArrayConverter<FubSocialData>))]
    public FubSocialData? SocialData { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
