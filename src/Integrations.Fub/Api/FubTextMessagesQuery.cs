using Refit;

namespace Integrations.Fub;

/// <summary>Query of text messages; one of the filters is required. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubTextMessagesQuery
{
    /// <summary>Rows per page, 1 to 100; the vendor takes 10 when absent. Documented.</summary>
    [AliasAs("limit")]
    public int? Limit { get; init; }

    /// <summary>Rows to skip. Beyond 2,000 the vendor asks for <see cref="Next"/> instead. Documented; the number is observed.</summary>
    [AliasAs("offset")]
    public int? Offset { get; init; }

    /// <summary>Token of the page before. Documented.</summary>
    [AliasAs("next")]
    public string? Next { get; init; }

    /// <summary>Property to sort by, with a minus for descending. Documented.</summary>
    [AliasAs("sort")]
    public string? Sort { get; init; }

    /// <summary>Identifiers separated by commas, at most 100. Documented for most lists.</summary>
    [AliasAs("id")]
    public string? Id { get; init; }

    /// <summary>Only records created after this time. Documented for most lists. Sent in UTC, whole seconds.</summary>
    [AliasAs("createdAfter")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? CreatedAfter
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>Only records created before this time. Documented for most lists. Sent in UTC, whole seconds.</summary>
    [AliasAs("createdBefore")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? CreatedBefore
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>Only records changed after this time. Documented; one probe saw it answer nothing for agent keys. Sent in UTC, whole seconds.</summary>
    [AliasAs("updatedAfter")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? UpdatedAfter
    {
        get;
        init => field = value?.ToUniversalTime();
    }

    /// <summary>Only records changed before this time. Documented. Sent in UTC, whole seconds.</summary>
    [AliasAs("updatedBefore")]
    [Query(Format = FubQueryFormat.Utc)]
    public DateTimeOffset? UpdatedBefore
    {
        get;
        init => field = value?.ToUniversalTime();
    }

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
