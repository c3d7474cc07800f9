using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A transaction or listing that is being built. Its id is not that of the transaction which submitting it makes. Percents in a draft are whole numbers.</summary>
public sealed record RezenDraft
{
    /// <summary>Vendor property <c>id</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary><c>TRANSACTION</c> or <c>LISTING</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? BuilderType { get; init; }

    /// <summary>Epoch milliseconds. Observed.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Epoch milliseconds. Observed.</summary>
    public RezenTime? UpdatedAt { get; init; }

    /// <summary>Vendor property <c>address</c>. Observed.</summary>
    public RezenAddress? Address { get; init; }

    /// <summary>Vendor property <c>agentsInfo</c>. Observed.</summary>
    public RezenAgentsInfo? AgentsInfo { get; init; }

    /// <summary>Vendor property <c>dealType</c>. Observed.</summary>
    public RezenTransactionType? DealType { get; init; }

    /// <summary>Vendor property <c>propertyType</c>. Observed.</summary>
    public RezenPropertyType? PropertyType { get; init; }

    /// <summary>Vendor property <c>representationType</c>. Documented, second hand.</summary>
    public RezenRepresentation? RepresentationType { get; init; }

    /// <summary>Vendor property <c>salePrice</c>. Observed.</summary>
    public RezenMoney? SalePrice { get; init; }

    /// <summary>Vendor property <c>grossCommission</c>. Observed.</summary>
    public RezenDraftCommission? GrossCommission { get; init; }

    /// <summary>Vendor property <c>yearBuilt</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? YearBuilt { get; init; }

    /// <summary>Vendor property <c>mlsNumber</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MlsNumber { get; init; }

    /// <summary>The listing that it is made from. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? BuiltFromTransactionId { get; init; }

    /// <summary>What the vendor found wrong. Observed.</summary>
    public JsonElement? Errors { get; init; }

    /// <summary>What is missing before it can be submitted. Observed.</summary>
    public JsonElement? BuilderErrors { get; init; }

    /// <summary>What the vendor warns of. Observed.</summary>
    public JsonElement? TransactionWarnings { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
