namespace Integrations.Abstractions;

/// <summary>What a full read found.</summary>
/// <param name="Seen">Distinct records that it read.</param>
/// <param name="Live">Live mirror rows.</param>
/// <param name="Missing">Live mirror rows that it has not seen.</param>
public sealed record SweepResult(long Seen, long Live, long Missing);
