using Refit;

namespace Integrations.Fub;

/// <summary>Query of notes. The reference documents no list of notes; it was observed to work for a whole account. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubNotesQuery : FubFilteredQuery
{
    /// <summary>Person. Observed.</summary>
    [AliasAs("personId")]
    public long? PersonId { get; init; }
}
