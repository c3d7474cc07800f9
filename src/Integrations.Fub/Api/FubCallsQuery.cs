using Refit;

namespace Integrations.Fub;

/// <summary>Query of calls. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubCallsQuery : FubFilteredQuery
{
    /// <summary>Person. Documented.</summary>
    [AliasAs("personId")]
    public long? PersonId { get; init; }

    /// <summary>Number of the person. Documented.</summary>
    [AliasAs("phone")]
    public string? Phone { get; init; }

    /// <summary>Number called. Documented.</summary>
    [AliasAs("toNumber")]
    public string? ToNumber { get; init; }

    /// <summary>Number of the caller. Documented.</summary>
    [AliasAs("fromNumber")]
    public string? FromNumber { get; init; }
}
