using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>One page of a walk.</summary>
/// <typeparam name="T">Wire model.</typeparam>
/// <param name="Before">State from which the same page is asked again.</param>
/// <param name="Page">The page. Null when the vendor refused the last request of the read.</param>
/// <param name="After">State once the page is taken in.</param>
/// <param name="IsLast">True when the read is complete with this page.</param>
/// <param name="Strategy">Strategy that asked.</param>
internal sealed record FubWalkPage<T>(StrategyState Before, FubPage<T>? Page, StrategyState After, bool IsLast, string Strategy)
    where T : class;
