namespace Integrations.Rezen;

/// <summary>A number for each tier of the network: agents, or currency units. Read from every shape that is thought possible; none was ever recorded.</summary>
/// <param name="ByTier">Number by tier. Empty when the answer holds none.</param>
public sealed record RezenTierNumbers(IReadOnlyDictionary<int, decimal> ByTier);
