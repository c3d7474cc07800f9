using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>How one account is.</summary>
public sealed record AccountHealth
{
    /// <summary>What is stored of the account. Its streams are in <see cref="Streams"/>.</summary>
    public required AccountFacts Facts { get; init; }

    /// <summary>Its streams.</summary>
    public required IReadOnlyList<StreamHealth> Streams { get; init; }

    /// <summary>What a person should know, the worst first.</summary>
    public required IReadOnlyList<HealthAlarm> Alarms { get; init; }
}
