using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>A person to be created without any automation running: no lead routing, action plan or notification. For a lead that shall run them, send a <see cref="FubLead"/>.</summary>
public sealed record FubNewPerson
{
    /// <summary>First name. Documented.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name. Documented.</summary>
    public string? LastName { get; init; }

    /// <summary>Name of the people stage. Documented; <c>Lead</c> when absent.</summary>
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

    /// <summary>Full name of the lender. Documented.</summary>
    public string? AssignedLenderName { get; init; }

    /// <summary>Lender. Documented.</summary>
    public long? AssignedLenderId { get; init; }

    /// <summary>E-mail addresses. Documented.</summary>
    public IReadOnlyList<FubEmail>? Emails { get; init; }

    /// <summary>Phone numbers. Documented.</summary>
    public IReadOnlyList<FubPhone>? Phones { get; init; }

    /// <summary>Postal addresses; the postal code is <see cref="FubAddress.Code"/>. Documented.</summary>
    public IReadOnlyList<FubAddress>? Addresses { get; init; }

    /// <summary>Tags by name; one that does not exist is made. Documented.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Free text. Documented.</summary>
    public string? Background { get; init; }

    /// <summary>Time frame. Documented.</summary>
    public long? TimeframeId { get; init; }

    /// <summary>Users that work with the person. Documented.</summary>
    public IReadOnlyList<long>? Collaborators { get; init; }

    /// <summary>When the person came in, for history. Null takes the present. Documented. Sent in UTC, whole seconds.</summary>
    [JsonConverter(typeof(UtcSecondsConverter))]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Lead source. The vendor never lets it change again. Documented.</summary>
    public string? Source { get; init; }

    /// <summary>Address of the lead at its source. The vendor never lets it change again. Documented.</summary>
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
