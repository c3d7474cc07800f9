using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A lead activity.</summary>
public sealed record FubEvent
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>When the row was created, UTC. Observed.</summary>
    public FubTime? Created { get; init; }

    /// <summary>When the row changed, UTC. Observed.</summary>
    public FubTime? Updated { get; init; }

    /// <summary>When it happened, UTC. Observed.</summary>
    public FubTime? Occurred { get; init; }

    /// <summary>Person; 0 means none. Observed.</summary>
    public long? PersonId { get; init; }

    /// <summary>Empty when none. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Message { get; init; }

    /// <summary>Empty when none. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Description { get; init; }

    /// <summary><c>[]</c> when empty, otherwise an object. Observed.</summary>
    public JsonElement? Additional { get; init; }

    /// <summary>Note. Observed.</summary>
    public long? NoteId { get; init; }

    /// <summary>Lead source. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Source { get; init; }

    /// <summary>What happened. Documented.</summary>
    public FubEventType? Type { get; init; }

    /// <summary>Vendor property <c>pageTitle</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PageTitle { get; init; }

    /// <summary>Vendor property <c>pageUrl</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PageUrl { get; init; }

    /// <summary>Seconds assumed. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? PageDuration { get; init; }

    /// <summary>Property. Observed.</summary>
    [JsonConverter(typeof(ObjectOrEmptyArrayConverter<FubProperty>))]
    public FubProperty? Property { get; init; }

    /// <summary>Search. Documented.</summary>
    [JsonConverter(typeof(ObjectOrEmptyArrayConverter<FubPropertySearch>))]
    public FubPropertySearch? PropertySearch { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
