using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// What to change of a person; all that is not set stays. Lists replace what the person has, and are named so: read the person first and send the whole list. Source and its address
/// cannot be changed at the vendor and are missing here. Documented.
/// </summary>
public sealed record FubPersonUpdate
{
    /// <summary>First name. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> FirstName { get; init; }

    /// <summary>Last name. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> LastName { get; init; }

    /// <summary>Name of the people stage. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Stage { get; init; }

    /// <summary>True pauses the action plans of the person. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<bool>))]
    public Change<bool> Contacted { get; init; }

    /// <summary>Whole units, no currency. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long?>))]
    public Change<long?> Price { get; init; }

    /// <summary>Full name of the user to assign. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> AssignedTo { get; init; }

    /// <summary>User to assign. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long>))]
    public Change<long> AssignedUserId { get; init; }

    /// <summary>Pond to put the person into. Documented; that null takes it out is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long?>))]
    public Change<long?> AssignedPondId { get; init; }

    /// <summary>Full name of the lender. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> AssignedLenderName { get; init; }

    /// <summary>Lender. Documented; that null takes it away is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long?>))]
    public Change<long?> AssignedLenderId { get; init; }

    /// <summary>Free text. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Background { get; init; }

    /// <summary>Time frame. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long?>))]
    public Change<long?> TimeframeId { get; init; }

    /// <summary>All e-mail addresses that the person shall have; others are removed, those of related contacts included. Null leaves them. Documented.</summary>
    [JsonPropertyName("emails")]
    public IReadOnlyList<FubEmail>? ReplaceEmails { get; init; }

    /// <summary>All phone numbers that the person shall have; others are removed, those of related contacts included. Null leaves them. Documented.</summary>
    [JsonPropertyName("phones")]
    public IReadOnlyList<FubPhone>? ReplacePhones { get; init; }

    /// <summary>All postal addresses that the person shall have. Null leaves them. Documented; that they replace is assumed.</summary>
    [JsonPropertyName("addresses")]
    public IReadOnlyList<FubAddress>? ReplaceAddresses { get; init; }

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

    /// <summary>Tags to add to those that the person has (<c>mergeTags=true</c>). Null adds none. Not together with <see cref="ReplaceTags"/>. Documented.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? AddTags { get; init; }

    /// <summary>All tags that the person shall have; others are removed. Null leaves them. Not together with <see cref="AddTags"/>. Documented.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? ReplaceTags { get; init; }

    [JsonInclude]
    internal IReadOnlyList<string>? Tags => ReplaceTags ?? AddTags;

    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? CustomProperties { get; set; }
}
