using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>Whether a deal is shown. It does not say won or lost: that is the stage. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubDealStatus>))]
public readonly record struct FubDealStatus(string Value) : IOpenEnum<FubDealStatus>
{
    /// <summary><c>Active</c>. Documented.</summary>
    public static FubDealStatus Active { get; } = new("Active");

    /// <summary><c>Archived</c>. Documented.</summary>
    public static FubDealStatus Archived { get; } = new("Archived");

    /// <summary><c>Deleted</c>. Documented. A deleted deal stays readable.</summary>
    public static FubDealStatus Deleted { get; } = new("Deleted");

    /// <inheritdoc/>
    public bool IsKnown => Value is "Active" or "Archived" or "Deleted";

    /// <inheritdoc/>
    public static FubDealStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
