using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A delivery of a webhook, read again by its id. Documented.</summary>
public sealed record FubWebhookEvent
{
    /// <summary>Id of the delivery, a UUID. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>When it happened. Documented.</summary>
    public FubTime? EventCreated { get; init; }

    /// <summary>The event. Documented.</summary>
    public FubWebhookEventName? Event { get; init; }

    /// <summary>Records that it is about. Documented.</summary>
    public IReadOnlyList<long>? ResourceIds { get; init; }

    /// <summary>Address where the records are read. Null where there is none. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Uri { get; init; }

    /// <summary>Tags or stage, for the events that carry them. Documented.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
