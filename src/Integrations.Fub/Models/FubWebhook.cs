using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A registered webhook: one event and one address. Only those of your own system are seen. Documented.</summary>
public sealed record FubWebhook
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>Whether it delivers. Documented.</summary>
    public FubWebhookStatus? Status { get; init; }

    /// <summary>The event. Documented.</summary>
    public FubWebhookEventName? Event { get; init; }

    /// <summary>Address that is called. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Url { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
