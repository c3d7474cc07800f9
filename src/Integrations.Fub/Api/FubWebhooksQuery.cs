using Refit;

namespace Integrations.Fub;

/// <summary>Query of webhooks. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubWebhooksQuery
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

    /// <summary><c>id</c>, <c>created</c>, <c>updated</c>, <c>status</c> or <c>event</c>. Documented; <c>created</c> when absent.</summary>
    [AliasAs("sort")]
    public string? Sort { get; init; }

    /// <summary>Event. Documented.</summary>
    [AliasAs("event")]
    public string? Event { get; init; }

    /// <summary><c>Active</c> or <c>Disabled</c>. Documented.</summary>
    [AliasAs("status")]
    public string? Status { get; init; }
}
