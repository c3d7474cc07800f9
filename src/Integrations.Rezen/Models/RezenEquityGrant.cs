using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A grant of shares. No endpoint and no row is known: the names follow the columns that an integrator keeps.</summary>
public sealed record RezenEquityGrant
{
    /// <summary>Vendor property <c>id</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>grantId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? GrantId { get; init; }

    /// <summary>Vendor property <c>transactionType</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TransactionType { get; init; }

    /// <summary>Vendor property <c>grantType</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? GrantType { get; init; }

    /// <summary>Vendor property <c>status</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Status { get; init; }

    /// <summary>Shares. Assumed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? Amount { get; init; }

    /// <summary>The same under another name. Assumed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? Shares { get; init; }

    /// <summary>Price of a share. Assumed.</summary>
    public RezenMoney? Price { get; init; }

    /// <summary>Vendor property <c>value</c>. Assumed.</summary>
    public RezenMoney? Value { get; init; }

    /// <summary>Vendor property <c>transactionDate</c>. Assumed.</summary>
    public RezenTime? TransactionDate { get; init; }

    /// <summary>Vendor property <c>grantDate</c>. Assumed.</summary>
    public RezenTime? GrantDate { get; init; }

    /// <summary>A date. Assumed.</summary>
    public RezenTime? VestingDate { get; init; }

    /// <summary>A date. Assumed.</summary>
    public RezenTime? ExpirationDate { get; init; }

    /// <summary>Vendor property <c>transactionId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TransactionId { get; init; }

    /// <summary>Vendor property <c>notes</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Notes { get; init; }

    /// <summary>Identifier, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public string? AnyId => Id ?? GrantId;

    /// <summary>Shares, under whichever of their two names they came.</summary>
    [JsonIgnore]
    public decimal? AnyShares => Shares ?? Amount;

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
