using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>An agent below another one: in the down-line of a tier, or in the front line.</summary>
public sealed record RezenNetworkAgent
{
    /// <summary>Yenta id. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>firstName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Vendor property <c>lastName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Vendor property <c>emailAddress</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? EmailAddress { get; init; }

    /// <summary>Vendor property <c>phoneNumber</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PhoneNumber { get; init; }

    /// <summary>Vendor property <c>status</c>. Observed.</summary>
    public RezenAgentStatus? Status { get; init; }

    /// <summary>A date. Assumed.</summary>
    public RezenTime? JoinDate { get; init; }

    /// <summary>A date or epoch milliseconds. Assumed.</summary>
    public RezenTime? TerminatedAsOf { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? AnniversaryDate { get; init; }

    /// <summary>Epoch milliseconds. Observed.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Epoch milliseconds. Assumed.</summary>
    public RezenTime? UpdatedAt { get; init; }

    /// <summary>Agents below. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? SizeOfNetwork { get; init; }

    /// <summary>Address of the picture. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Avatar { get; init; }

    /// <summary>Vendor property <c>sponsorId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SponsorId { get; init; }

    /// <summary>Vendor property <c>sponsorName</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SponsorName { get; init; }

    /// <summary>Vendor property <c>tier</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Tier { get; init; }

    /// <summary>Vendor property <c>unlocking</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Unlocking { get; init; }

    /// <summary>A date. Assumed.</summary>
    public RezenTime? UnlockingExpiryDate { get; init; }

    /// <summary>Vendor property <c>sponsorshipType</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SponsorshipType { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
