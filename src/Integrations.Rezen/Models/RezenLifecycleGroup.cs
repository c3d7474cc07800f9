using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Group of states under which transactions and listings are listed. Which state belongs to which group is not documented. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenLifecycleGroup>))]
public readonly record struct RezenLifecycleGroup(string Value) : IOpenEnum<RezenLifecycleGroup>
{
    /// <summary><c>OPEN</c>. Observed.</summary>
    public static RezenLifecycleGroup Open { get; } = new("OPEN");

    /// <summary><c>CLOSED</c>. Observed.</summary>
    public static RezenLifecycleGroup Closed { get; } = new("CLOSED");

    /// <summary><c>TERMINATED</c>. Observed.</summary>
    public static RezenLifecycleGroup Terminated { get; } = new("TERMINATED");

    /// <inheritdoc/>
    public bool IsKnown => Value is "OPEN" or "CLOSED" or "TERMINATED";

    /// <inheritdoc/>
    public static RezenLifecycleGroup From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
