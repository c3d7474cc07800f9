using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>The person of a <see cref="FubLead"/>. Assignment holds for a new person only: an event does not reassign one that is there. Documented.</summary>
public sealed record FubLeadPerson
{
    /// <summary>The person, where it is known. Null lets the vendor find it. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>First name. Documented.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name. Documented.</summary>
    public string? LastName { get; init; }

    /// <summary>Name of the people stage. Documented.</summary>
    public string? Stage { get; init; }

    /// <summary>True pauses the action plans of the person. Documented.</summary>
    public bool? Contacted { get; init; }

    /// <summary>Whole units, no currency. Documented.</summary>
    public long? Price { get; init; }

    /// <summary>Full name of the user to assign. Documented.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>User to assign. Documented.</summary>
    public long? AssignedUserId { get; init; }

    /// <summary>Pond to put the person into. Documented.</summary>
    public long? AssignedPondId { get; init; }

    /// <summary>E-mail addresses. Documented.</summary>
    public IReadOnlyList<FubEmail>? Emails { get; init; }

    /// <summary>Phone numbers. Documented.</summary>
    public IReadOnlyList<FubPhone>? Phones { get; init; }

    /// <summary>Postal addresses; the postal code is <see cref="FubAddress.Code"/>. Documented.</summary>
    public IReadOnlyList<FubAddress>? Addresses { get; init; }

    /// <summary>Tags by name. Documented; whether they replace is not.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Free text. Documented for people, assumed here.</summary>
    public string? Background { get; init; }

    /// <summary>Address of the lead at its source; for a new person. Documented for people, assumed here.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>Values of custom fields. Null sends none.</summary>
    [JsonIgnore]
    public FubCustomValues? Custom
    {
        get;
        init
        {
            field = value;
            CustomProperties = value?.Properties;
        }
    }

    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? CustomProperties { get; set; }
}
