using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>The scopes of one request: what counts for the account, and what counts for all accounts together.</summary>
internal readonly record struct RateDemand(RateScopeDemand? Own, RateScopeDemand? Shared, double Margin)
{
    public RateScope Lane => (Own ?? Shared)!.Value.Scope;

    public RateScope Group => (Shared ?? Own)!.Value.Scope;

    public IReadOnlyList<RateScopeDemand> Scopes() => (Own, Shared) switch
    {
        ({ } own, { } shared) => [own, shared],
        ({ } own, null) => [own],
        (null, { } shared) => [shared],
        _ => [],
    };
}
