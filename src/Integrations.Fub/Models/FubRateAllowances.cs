using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>Allowances of a registered system by context, in requests. Documented; the window is not stated.</summary>
public sealed record FubRateAllowances
{
    /// <summary>For all accounts together, by context; <c>default</c> is all that is not named. Documented.</summary>
    [JsonPropertyName("across_all_accounts")]
    public IReadOnlyDictionary<string, long>? AcrossAllAccounts { get; init; }

    /// <summary>For each account, by context; <c>default</c> is all that is not named. Documented.</summary>
    [JsonPropertyName("per_account")]
    public IReadOnlyDictionary<string, long>? PerAccount { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
