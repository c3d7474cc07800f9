using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>Type of a custom field. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubCustomFieldType>))]
public readonly record struct FubCustomFieldType(string Value) : IOpenEnum<FubCustomFieldType>
{
    /// <summary><c>text</c>. Documented.</summary>
    public static FubCustomFieldType Text { get; } = new("text");

    /// <summary><c>date</c>. Documented.</summary>
    public static FubCustomFieldType Date { get; } = new("date");

    /// <summary><c>number</c>. Documented.</summary>
    public static FubCustomFieldType Number { get; } = new("number");

    /// <summary><c>dropdown</c>. Documented.</summary>
    public static FubCustomFieldType Dropdown { get; } = new("dropdown");

    /// <inheritdoc/>
    public bool IsKnown => Value is "text" or "date" or "number" or "dropdown";

    /// <inheritdoc/>
    public static FubCustomFieldType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
