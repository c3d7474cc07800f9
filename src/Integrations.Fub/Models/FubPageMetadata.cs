using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>The <c>_metadata</c> of a list. Everything is optional: lists of definitions leave properties out, and one client saw numbers as text.</summary>
internal sealed record FubPageMetadata
{
    public string? Collection { get; init; }

    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Offset { get; init; }

    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Limit { get; init; }

    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Total { get; init; }

    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Next { get; init; }

    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? NextLink { get; init; }
}
