using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The code under which an agent sponsors others. No endpoint is known.</summary>
public sealed record RezenReferralCode
{
    /// <summary>Vendor property <c>agentId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? AgentId { get; init; }

    /// <summary>Vendor property <c>code</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Code { get; init; }

    /// <summary>The same, as the sign-up page calls it. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SponsorCode { get; init; }

    /// <summary>Vendor property <c>name</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>The code, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public string? AnyCode => Code ?? SponsorCode;

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
