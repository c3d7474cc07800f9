using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>What the events of reZEN mean. Their names are those that an integrator lists (low confidence); what a name does not say, the kind of the named object does.</summary>
internal static class RezenWebhookEvents
{
    /// <summary>Name of a delivery that names no event.</summary>
    public const string Unnamed = "UNNAMED";

    private const string Transaction = "TRANSACTION";
    private const string Listing = "LISTING";

    /// <summary>Events of transactions that are registered where the options name none.</summary>
    public static readonly IReadOnlyList<string> OfTransactions = ["TRANSACTION_CREATED", "TRANSACTION_UPDATED", "TRANSACTION_CLOSED", "TRANSACTION_TERMINATED"];

    /// <summary>Events of listings that are registered where the options name none.</summary>
    public static readonly IReadOnlyList<string> OfListings = ["LISTING_CREATED", "LISTING_UPDATED", "LISTING_CLOSED"];

    /// <summary>The stream of an event. Null when neither its name nor the kind of its object says one.</summary>
    /// <param name="name">Name of the event, or of the property that held the id.</param>
    /// <param name="kind">Kind of the object. Null when the delivery names none.</param>
    public static StreamName? Stream(string name, string? kind) => Of(name) ?? (kind is null ? null : Of(kind));

    private static StreamName? Of(string word) =>
        word.StartsWith(Listing, StringComparison.OrdinalIgnoreCase) ? RezenStreams.Listings.Name
        : word.StartsWith(Transaction, StringComparison.OrdinalIgnoreCase) ? RezenStreams.Transactions.Name
        : null;
}
