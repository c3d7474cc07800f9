using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A state or province.</summary>
public sealed record RezenArea
{
    /// <summary>Code such as <c>US-UT</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>name</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Full name in upper case, for example <c>NEW_YORK</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? StateOrProvince { get; init; }

    /// <summary>Vendor property <c>country</c>. Observed.</summary>
    public RezenCountry? Country { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
