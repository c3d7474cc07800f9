using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>Whether an e-mail address or phone number works. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubContactStatus>))]
public readonly record struct FubContactStatus(string Value) : IOpenEnum<FubContactStatus>
{
    /// <summary><c>Valid</c>. Observed.</summary>
    public static FubContactStatus Valid { get; } = new("Valid");

    /// <summary><c>Invalid</c>. Observed.</summary>
    public static FubContactStatus Invalid { get; } = new("Invalid");

    /// <summary><c>Not validated</c>. Observed.</summary>
    public static FubContactStatus NotValidated { get; } = new("Not validated");

    /// <inheritdoc/>
    public bool IsKnown => Value is "Valid" or "Invalid" or "Not validated";

    /// <inheritdoc/>
    public static FubContactStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
