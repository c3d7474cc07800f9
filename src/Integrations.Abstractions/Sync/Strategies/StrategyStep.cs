namespace Integrations.Abstractions;

/// <summary>What to do next.</summary>
/// <param name="State">State to store together with the rows of the page just taken in.</param>
/// <param name="Next">The next request. Null when the read is complete.</param>
public sealed record StrategyStep(StrategyState State, PageRequest? Next);
