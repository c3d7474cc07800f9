namespace Integrations.Abstractions;

/// <summary>What a full read found.</summary>
/// <param name="Seen">Distinct records that it read.</param>
/// <param name="Live">Live mirror rows.</param>
/// <param name="Missing">Live mirror rows that it has not seen.</param>
/// <param name="Rejects">Records kept aside that it has not seen: nobody would settle them if the vendor has them no more.</param>
public sealed record SweepResult(long Seen, long Live, long Missing, long Rejects = 0);
