namespace Integrations.Rezen;

/// <summary>A number of records for each lifecycle group. Read from every shape that is thought possible; none was ever recorded, so that <c>totalCount</c> of a list is the better count.</summary>
/// <param name="ByGroup">Number by group in upper case. Empty when the answer holds none.</param>
public sealed record RezenGroupNumbers(IReadOnlyDictionary<string, long> ByGroup);
