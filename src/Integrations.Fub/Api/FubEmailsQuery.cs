using Refit;

namespace Integrations.Fub;

/// <summary>Query of e-mails; one of the filters is required. The vendor's reference does not list it. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubEmailsQuery
{
    /// <summary>Rows per page, 1 to 100; the vendor takes 10 when absent. Documented.</summary>
    [AliasAs("limit")]
    public int? Limit { get; init; }

    /// <summary>Rows to skip. Beyond 2,000 the vendor asks for a token instead. Documented; the number is observed.</summary>
    [AliasAs("offset")]
    public int? Offset { get; init; }

    /// <summary>Token of the page before. Documented.</summary>
    [AliasAs("next")]
    public string? Next { get; init; }

    /// <summary>Identifiers separated by commas. Named by the vendor's error text.</summary>
    [AliasAs("id")]
    public string? Id { get; init; }

    /// <summary>Thread of an inbox. Named by the vendor's error text.</summary>
    [AliasAs("inboxThreadId")]
    public long? InboxThreadId { get; init; }

    /// <summary>Person. Named by the vendor's error text.</summary>
    [AliasAs("personId")]
    public long? PersonId { get; init; }

    /// <summary>Thread; needs <see cref="PersonId"/>. Named by the vendor's error text.</summary>
    [AliasAs("threadId")]
    public long? ThreadId { get; init; }
}
