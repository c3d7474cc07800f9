using Refit;

namespace Integrations.Fub;

/// <summary>Query of events. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubEventsQuery : FubFilteredQuery
{
    /// <summary>Person. Observed.</summary>
    [AliasAs("personId")]
    public long? PersonId { get; init; }

    /// <summary>Types separated by commas. Observed.</summary>
    [AliasAs("type")]
    public string? Type { get; init; }

    /// <summary>True for events about a property. Observed.</summary>
    [AliasAs("hasProperty")]
    public bool? HasProperty { get; init; }

    /// <summary>Address of the property. Observed.</summary>
    [AliasAs("propertyAddress")]
    public string? PropertyAddress { get; init; }
}
