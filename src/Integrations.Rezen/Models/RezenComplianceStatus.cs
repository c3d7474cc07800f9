using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Whether the documents of a transaction are in order. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenComplianceStatus>))]
public readonly record struct RezenComplianceStatus(string Value) : IOpenEnum<RezenComplianceStatus>
{
    /// <summary><c>COMPLIANT</c>. Observed.</summary>
    public static RezenComplianceStatus Compliant { get; } = new("COMPLIANT");

    /// <summary><c>PENDING</c>. Observed.</summary>
    public static RezenComplianceStatus Pending { get; } = new("PENDING");

    /// <summary><c>NOT_APPLICABLE</c>. Observed.</summary>
    public static RezenComplianceStatus NotApplicable { get; } = new("NOT_APPLICABLE");

    /// <inheritdoc/>
    public bool IsKnown => Value is "COMPLIANT" or "PENDING" or "NOT_APPLICABLE";

    /// <inheritdoc/>
    public static RezenComplianceStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
