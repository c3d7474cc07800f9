using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>Whether a webhook delivers. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubWebhookStatus>))]
public readonly record struct FubWebhookStatus(string Value) : IOpenEnum<FubWebhookStatus>
{
    /// <summary><c>Active</c>. Documented.</summary>
    public static FubWebhookStatus Active { get; } = new("Active");

    /// <summary><c>Disabled</c>. Documented.</summary>
    public static FubWebhookStatus Disabled { get; } = new("Disabled");

    /// <inheritdoc/>
    public bool IsKnown => Value is "Active" or "Disabled";

    /// <inheritdoc/>
    public static FubWebhookStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
