using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What to change of a webhook; all that is not set stays. Documented.</summary>
public sealed record FubWebhookUpdate
{
    /// <summary>The event. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<FubWebhookEventName>))]
    public Change<FubWebhookEventName> Event { get; init; }

    /// <summary>Address that is called; must be https. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<Uri>))]
    public Change<Uri> Url { get; init; }

    /// <summary>Active switches a disabled webhook on again. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<FubWebhookStatus>))]
    public Change<FubWebhookStatus> Status { get; init; }
}
