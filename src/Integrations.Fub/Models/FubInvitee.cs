using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Somebody invited to an appointment: a user, a person or a related contact.</summary>
public sealed record FubInvitee
{
    /// <summary>Vendor property <c>userId</c>. Observed.</summary>
    public long? UserId { get; init; }

    /// <summary>Vendor property <c>personId</c>. Observed.</summary>
    public long? PersonId { get; init; }

    /// <summary>Vendor property <c>relationshipId</c>. Observed.</summary>
    public long? RelationshipId { get; init; }

    /// <summary>Vendor property <c>name</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>email</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Email { get; init; }

    /// <summary>Vendor property <c>picture</c>. Observed.</summary>
    [JsonConverter(typeof(PictureConverter))]
    public FubPicture? Picture { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
