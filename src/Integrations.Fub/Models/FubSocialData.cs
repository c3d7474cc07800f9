using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What social networks say about a person. Sent as <c>[]</c> when empty. Observed.</summary>
public sealed record FubSocialData
{
    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Gender { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Age { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Location { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Company { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Title { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Bio { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Topics { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Facebook { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Twitter { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? GoogleProfile { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? GooglePlus { get; init; }

    /// <summary>Empty text when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LinkedIn { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
