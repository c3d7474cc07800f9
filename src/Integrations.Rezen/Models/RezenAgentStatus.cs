using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>State of an agent. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenAgentStatus>))]
public readonly record struct RezenAgentStatus(string Value) : IOpenEnum<RezenAgentStatus>
{
    /// <summary><c>CANDIDATE</c>. Observed.</summary>
    public static RezenAgentStatus Candidate { get; } = new("CANDIDATE");

    /// <summary><c>ACTIVE</c>. Observed.</summary>
    public static RezenAgentStatus Active { get; } = new("ACTIVE");

    /// <summary><c>INACTIVE</c>. Observed.</summary>
    public static RezenAgentStatus Inactive { get; } = new("INACTIVE");

    /// <summary><c>REJECTED</c>. Observed.</summary>
    public static RezenAgentStatus Rejected { get; } = new("REJECTED");

    /// <summary><c>RESURRECTING</c>. Observed.</summary>
    public static RezenAgentStatus Resurrecting { get; } = new("RESURRECTING");

    /// <inheritdoc/>
    public bool IsKnown => Value is "CANDIDATE" or "ACTIVE" or "INACTIVE" or "REJECTED" or "RESURRECTING";

    /// <inheritdoc/>
    public static RezenAgentStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
