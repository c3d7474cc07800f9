using Refit;

namespace Integrations.Fub;

/// <summary>Query of text messages; one of the filters is required. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubTextMessagesQuery : FubFilteredQuery
{
    /// <summary>Person. Documented.</summary>
    [AliasAs("personId")]
    public long? PersonId { get; init; }

    /// <summary>Number of the receiver. Documented.</summary>
    [AliasAs("toNumber")]
    public string? ToNumber { get; init; }

    /// <summary>Number of the sender. Documented.</summary>
    [AliasAs("fromNumber")]
    public string? FromNumber { get; init; }

    /// <summary>Number of the person. Named by the vendor's error text.</summary>
    [AliasAs("phone")]
    public string? Phone { get; init; }

    /// <summary>Thread. Named by the vendor's error text.</summary>
    [AliasAs("threadId")]
    public long? ThreadId { get; init; }

    /// <summary>Shared inbox. Named by the vendor's error text.</summary>
    [AliasAs("sharedInboxId")]
    public long? SharedInboxId { get; init; }

    /// <summary>Group text. Named by the vendor's error text.</summary>
    [AliasAs("groupTextId")]
    public long? GroupTextId { get; init; }
}
