using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>An e-mail. The vendor's reference does not list the resource; one client reads these properties.</summary>
public sealed record FubEmailMessage
{
    /// <summary>Vendor id. Observed once.</summary>
    public long? Id { get; init; }

    /// <summary>When the row was created, UTC. Observed once.</summary>
    public FubTime? Created { get; init; }

    /// <summary>When it was sent, UTC. Observed once.</summary>
    public FubTime? Date { get; init; }

    /// <summary>User. Observed once.</summary>
    public long? UserId { get; init; }

    /// <summary>Thread. Observed once.</summary>
    public long? ThreadId { get; init; }

    /// <summary>Subject, or the literal that says it is hidden. Observed once.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Subject { get; init; }

    /// <summary>Body, or the literal that says it is hidden. Observed once.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Body { get; init; }

    /// <summary>Beginning of the body, or the literal that says it is hidden. Observed once.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? BodyExcerpt { get; init; }

    /// <summary><c>SENT</c> observed once; other words are not recorded.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Status { get; init; }

    /// <summary>True when it came back. Observed once.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Bounced { get; init; }

    /// <summary>True when it has attachments. Observed once.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? HasAttachments { get; init; }

    /// <summary>Template. Null when none. Observed once.</summary>
    public long? EmailTemplateId { get; init; }

    /// <summary>People it is about. Observed once.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubEmailParty>))]
    public IReadOnlyList<FubEmailParty>? RelatedPeople { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
