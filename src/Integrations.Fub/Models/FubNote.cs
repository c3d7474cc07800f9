using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A note on a person.</summary>
public sealed record FubNote
{
    /// <summary>Vendor id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>When the row was created, UTC. Observed.</summary>
    public FubTime? Created { get; init; }

    /// <summary>When the row changed, UTC. Observed.</summary>
    public FubTime? Updated { get; init; }

    /// <summary>User id; -1 is the system. Observed.</summary>
    public long? CreatedById { get; init; }

    /// <summary>User id; -1 is the system. Observed.</summary>
    public long? UpdatedById { get; init; }

    /// <summary>Name of the user. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? CreatedBy { get; init; }

    /// <summary>Name of the user. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? UpdatedBy { get; init; }

    /// <summary>Person. Observed.</summary>
    public long? PersonId { get; init; }

    /// <summary>False when the content is masked for this key. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? ShowContent { get; init; }

    /// <summary>Empty when there is none. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Subject { get; init; }

    /// <summary>Text, or HTML where <see cref="IsHtml"/> is true. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Body { get; init; }

    /// <summary>Usually empty. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Type { get; init; }

    /// <summary>True when <see cref="Body"/> is HTML. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsHtml { get; init; }

    /// <summary>Action plan that wrote it. Null when none. Observed.</summary>
    public long? ActionPlanId { get; init; }

    /// <summary>Automation that wrote it. Null when none. Observed.</summary>
    public long? AutomationId { get; init; }

    /// <summary>True when it was written through the API. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsExternal { get; init; }

    /// <summary>Registered system that wrote it; 6 is Follow Up Boss itself. Observed.</summary>
    public long? SystemId { get; init; }

    /// <summary>Name of that system. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SystemName { get; init; }

    /// <summary>Threaded replies, only where asked for; their shape is not recorded. Documented.</summary>
    public JsonElement? Replies { get; init; }

    /// <summary>Reactions, only where asked for; their shape is not recorded. Documented.</summary>
    public JsonElement? Reactions { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
