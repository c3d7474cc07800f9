using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>What came of a call. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubCallOutcome>))]
public readonly record struct FubCallOutcome(string Value) : IOpenEnum<FubCallOutcome>
{
    /// <summary><c>Interested</c>. Documented.</summary>
    public static FubCallOutcome Interested { get; } = new("Interested");

    /// <summary><c>Not Interested</c>. Documented.</summary>
    public static FubCallOutcome NotInterested { get; } = new("Not Interested");

    /// <summary><c>Left Message</c>. Documented.</summary>
    public static FubCallOutcome LeftMessage { get; } = new("Left Message");

    /// <summary><c>No Answer</c>. Documented.</summary>
    public static FubCallOutcome NoAnswer { get; } = new("No Answer");

    /// <summary><c>Busy</c>. Documented.</summary>
    public static FubCallOutcome Busy { get; } = new("Busy");

    /// <summary><c>Bad Number</c>. Documented.</summary>
    public static FubCallOutcome BadNumber { get; } = new("Bad Number");

    /// <inheritdoc/>
    public bool IsKnown => Value is "Interested" or "Not Interested" or "Left Message" or "No Answer" or "Busy" or "Bad Number";

    /// <inheritdoc/>
    public static FubCallOutcome From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
