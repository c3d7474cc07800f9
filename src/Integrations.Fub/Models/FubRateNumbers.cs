using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What your registered system used of its allowance.</summary>
public sealed record FubRateNumbers
{
    /// <summary>Requests. Documented.</summary>
    [JsonPropertyName("total_requests")]
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? TotalRequests { get; init; }

    /// <summary>Requests that were answered 429. Documented.</summary>
    [JsonPropertyName("rate_limited_requests")]
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? RateLimitedRequests { get; init; }

    /// <summary>Share of those, in percent. Documented.</summary>
    [JsonPropertyName("rate_limit_percentage")]
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? RateLimitPercentage { get; init; }

    /// <summary>Hour with the most requests, UTC. Documented.</summary>
    [JsonPropertyName("peak_hour")]
    public FubTime? PeakHour { get; init; }

    /// <summary>The allowances. Documented.</summary>
    [JsonPropertyName("current_limits")]
    public FubRateAllowances? CurrentLimits { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
