using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>An address.</summary>
public sealed record RezenAddress
{
    /// <summary>Vendor property <c>street</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Street { get; init; }

    /// <summary>Vendor property <c>street2</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Street2 { get; init; }

    /// <summary>Vendor property <c>unit</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Unit { get; init; }

    /// <summary>Vendor property <c>city</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? City { get; init; }

    /// <summary>Full name in upper case, for example <c>NEW_YORK</c>, not its code. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? State { get; init; }

    /// <summary>The same at offices. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? StateOrProvince { get; init; }

    /// <summary>Postal code. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Zip { get; init; }

    /// <summary>The same in answers that a minority of clients read. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ZipCode { get; init; }

    /// <summary>Vendor property <c>county</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? County { get; init; }

    /// <summary>Vendor property <c>country</c>. Observed.</summary>
    public RezenCountry? Country { get; init; }

    /// <summary>The whole address in one line. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? OneLine { get; init; }

    /// <summary>Vendor property <c>valid</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Valid { get; init; }

    /// <summary>Postal code, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public string? PostalCode => Zip ?? ZipCode;

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
