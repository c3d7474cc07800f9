using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A user of the account.</summary>
public sealed record FubUser
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>Vendor property <c>created</c>, UTC. Observed.</summary>
    public FubTime? Created { get; init; }

    /// <summary>Vendor property <c>updated</c>, UTC. Observed.</summary>
    public FubTime? Updated { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>firstName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Vendor property <c>lastName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Vendor property <c>email</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Email { get; init; }

    /// <summary>Vendor property <c>phone</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Phone { get; init; }

    /// <summary>Vendor property <c>role</c>. Documented.</summary>
    public FubUserRole? Role { get; init; }

    /// <summary>Only <c>Active</c> was observed.</summary>
    public FubUserStatus? Status { get; init; }

    /// <summary>IANA name. Observed.</summary>
    public string? Timezone { get; init; }

    /// <summary>Vendor property <c>beta</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Beta { get; init; }

    /// <summary>Vendor property <c>picture</c>. Observed.</summary>
    [JsonConverter(typeof(PictureConverter))]
    public FubPicture? Picture { get; init; }

    /// <summary>Vendor property <c>pauseLeadDistribution</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? PauseLeadDistribution { get; init; }

    /// <summary>Vendor property <c>lastSeenIos</c>, UTC. Observed.</summary>
    public FubTime? LastSeenIos { get; init; }

    /// <summary>Vendor property <c>lastSeenAndroid</c>, UTC. Observed.</summary>
    public FubTime? LastSeenAndroid { get; init; }

    /// <summary>Vendor property <c>lastSeenFub2</c>, UTC. Observed.</summary>
    public FubTime? LastSeenFub2 { get; init; }

    /// <summary>Vendor property <c>canExport</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? CanExport { get; init; }

    /// <summary>Vendor property <c>canCreateApiKeys</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? CanCreateApiKeys { get; init; }

    /// <summary>Vendor property <c>acceptedShowingtimeConsent</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? AcceptedShowingtimeConsent { get; init; }

    /// <summary>Vendor property <c>acceptedShowingtimeConsentV2</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? AcceptedShowingtimeConsentV2 { get; init; }

    /// <summary>Id that is the same in all accounts, <c>fau_</c> and 11 characters. Observed.</summary>
    public string? Fuid { get; init; }

    /// <summary>Exactly one user of an account. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsOwner { get; init; }

    /// <summary>Groups. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubNamedReference>))]
    public IReadOnlyList<FubNamedReference>? Groups { get; init; }

    /// <summary>Teams. Observed.</summary>
    public IReadOnlyList<long>? TeamIds { get; init; }

    /// <summary>Teams that the user leads. Observed.</summary>
    public IReadOnlyList<long>? TeamLeaderOf { get; init; }

    /// <summary>Vendor property <c>leadEmailAddress</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LeadEmailAddress { get; init; }

    /// <summary>Shape not recorded.</summary>
    public JsonElement? MlsMemberships { get; init; }

    /// <summary>Only with <c>fields=allFields,calling</c>. Observed.</summary>
    [JsonConverter(typeof(ObjectOrEmptyArrayConverter<FubCalling>))]
    public FubCalling? Calling { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
