using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A link from a deal or a person to a file elsewhere. Follow Up Boss holds no files. Documented for deals, assumed for people.</summary>
public sealed record FubAttachment
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>Deal. Null for a person's. Documented.</summary>
    public long? DealId { get; init; }

    /// <summary>Person. Null for a deal's. Assumed.</summary>
    public long? PersonId { get; init; }

    /// <summary>Name that users see. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FileName { get; init; }

    /// <summary>Bytes. Documented.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? FileSize { get; init; }

    /// <summary>Vendor property <c>mimeType</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MimeType { get; init; }

    /// <summary>Where the file is. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Uri { get; init; }

    /// <summary>Where its picture is. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ThumbnailUri { get; init; }

    /// <summary>Vendor property <c>status</c>; its words are not documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Status { get; init; }

    /// <summary>When it was attached, UTC. Documented.</summary>
    public FubTime? CreatedAt { get; init; }

    /// <summary>User. Documented.</summary>
    public long? CreatedById { get; init; }

    /// <summary>Name of the user. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? CreatedByName { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
