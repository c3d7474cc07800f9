namespace Integrations.Rezen;

/// <summary>What one question of a probe brought. Holds no identifier and no value of an answer.</summary>
public sealed record RezenProbeResult
{
    /// <summary>What was asked for, for example <c>transactions OPEN</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Service that was asked. Null when none is set.</summary>
    public string? Service { get; init; }

    /// <summary>Path below the prefix, identifiers left out, for example <c>agent/{agentId}/cap-info</c>. Null when none is set.</summary>
    public string? Path { get; init; }

    /// <summary>What became of it.</summary>
    public required RezenProbeOutcome Outcome { get; init; }

    /// <summary>HTTP status. Null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>Names of the answer's properties, of arrays with their number of rows, for example <c>transactions[1]</c>. Empty when it is no JSON object.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>Code of the error, for example <c>unavailable</c>, or the vendor's word. Null when there is none.</summary>
    public string? Error { get; init; }
}
