using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Kind of deal. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenTransactionType>))]
public readonly record struct RezenTransactionType(string Value) : IOpenEnum<RezenTransactionType>
{
    /// <summary><c>SALE</c>. Observed or documented, second hand.</summary>
    public static RezenTransactionType Sale { get; } = new("SALE");

    /// <summary><c>LEASE</c>. Observed or documented, second hand.</summary>
    public static RezenTransactionType Lease { get; } = new("LEASE");

    /// <summary><c>REFERRAL</c>. Observed or documented, second hand.</summary>
    public static RezenTransactionType Referral { get; } = new("REFERRAL");

    /// <summary><c>COMPENSATING</c>. Observed or documented, second hand.</summary>
    public static RezenTransactionType Compensating { get; } = new("COMPENSATING");

    /// <summary><c>COMMERCIAL_LEASE</c>. Observed or documented, second hand.</summary>
    public static RezenTransactionType CommercialLease { get; } = new("COMMERCIAL_LEASE");

    /// <summary><c>PLOT</c>. Observed or documented, second hand.</summary>
    public static RezenTransactionType Plot { get; } = new("PLOT");

    /// <summary><c>OTHER</c>. Observed or documented, second hand.</summary>
    public static RezenTransactionType Other { get; } = new("OTHER");

    /// <summary><c>INTERNAL_REFERRAL</c>. Observed or documented, second hand.</summary>
    public static RezenTransactionType InternalReferral { get; } = new("INTERNAL_REFERRAL");

    /// <inheritdoc/>
    public bool IsKnown => Value is "SALE" or "LEASE" or "REFERRAL" or "COMPENSATING" or "COMMERCIAL_LEASE" or "PLOT"
        or "OTHER" or "INTERNAL_REFERRAL";

    /// <inheritdoc/>
    public static RezenTransactionType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
