using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>One page of a walk.</summary>
/// <typeparam name="T">Wire model.</typeparam>
/// <param name="Before">State from which the same page is asked again.</param>
/// <param name="Page">The page. Null when the vendor refused the last request of the read, and when there is no list to read.</param>
/// <param name="After">State once the page is taken in.</param>
/// <param name="IsLast">True when the read is complete with this page.</param>
/// <param name="Strategy">Strategy that asked.</param>
public sealed record ListWalkPage<T>(StrategyState Before, ListPage<T>? Page, StrategyState After, bool IsLast, string Strategy)
    where T : class
{
    /// <summary>What was asked for.</summary>
    public required ListAsk Ask { get; init; }

    /// <summary>What changed before this time of the vendor's clock was read before. Null when nothing is known to have been.</summary>
    public DateTimeOffset? Floor { get; init; }
}
