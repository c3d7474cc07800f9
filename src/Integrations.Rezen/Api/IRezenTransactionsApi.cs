using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Transactions and listings.</summary>
internal interface IRezenTransactionsApi
{
    /// <summary>One page of the transactions of a lifecycle group.</summary>
    [Get("/transactions/participant/{yentaId}/transactions/{group}")]
    Task<RezenPage<RezenTransaction>> ListAsync(string yentaId, string group, [Query] RezenTransactionsQuery query, CancellationToken cancellationToken);

    /// <summary>One page of the listings of a lifecycle group.</summary>
    [Get("/transactions/participant/{yentaId}/listing-transactions/{group}")]
    Task<RezenPage<RezenTransaction>> ListListingsAsync(string yentaId, string group, [Query] RezenTransactionsQuery query, CancellationToken cancellationToken);

    /// <summary>The open transactions, unpaged.</summary>
    [Get("/transactions/participant/{yentaId}/current")]
    Task<RezenPage<RezenTransaction>> ListCurrentAsync(string yentaId, CancellationToken cancellationToken);

    /// <summary>Transactions in each lifecycle group.</summary>
    [Get("/transactions/participant/{yentaId}/transactions/lifecycle-group-counts")]
    Task<RezenGroupNumbers> CountAsync(string yentaId, CancellationToken cancellationToken);

    /// <summary>Listings in each lifecycle group.</summary>
    [Get("/transactions/participant/{yentaId}/listing-transactions/lifecycle-group-counts")]
    Task<RezenGroupNumbers> CountListingsAsync(string yentaId, CancellationToken cancellationToken);

    /// <summary>One page of the listings of an owner.</summary>
    [Get("/transactions/listings/search")]
    Task<RezenPage<RezenTransaction>> SearchListingsAsync([Query] RezenListingSearchQuery query, CancellationToken cancellationToken);

    /// <summary>A transaction by its code.</summary>
    [Get("/transactions/code/{code}")]
    Task<CapturedRecord<RezenTransaction>> GetByCodeAsync(string code, CancellationToken cancellationToken);

    /// <summary>A transaction or listing.</summary>
    [Get("/transactions/{transactionId}")]
    Task<CapturedRecord<RezenTransaction>> GetAsync(string transactionId, CancellationToken cancellationToken);

    /// <summary>Asks for the termination.</summary>
    [Put("/transactions/{transactionId}/termination-requested")]
    Task<RezenWriteResult<RezenTransaction>> PutTerminationAsync(string transactionId, CancellationToken cancellationToken);

    /// <summary>Asks for the termination, as another client does.</summary>
    [Post("/transactions/{transactionId}/request-termination")]
    Task<RezenWriteResult<RezenTransaction>> PostTerminationAsync(string transactionId, CancellationToken cancellationToken);

    /// <summary>Takes back the wish for termination.</summary>
    [Put("/transactions/{transactionId}/undo-termination-request")]
    Task<RezenWriteResult<RezenTransaction>> UndoTerminationAsync(string transactionId, CancellationToken cancellationToken);

    /// <summary>Adds a participant.</summary>
    [Post("/transactions/{transactionId}/create-participant")]
    Task<RezenWriteResult<RezenTransaction>> AddParticipantAsync(string transactionId, [Body] RezenNewParticipant participant, CancellationToken cancellationToken);

    /// <summary>Changes a participant.</summary>
    [Put("/transactions/{transactionId}/participant/{participantId}")]
    Task<RezenWriteResult<RezenTransaction>> UpdateParticipantAsync(string transactionId, string participantId, [Body] RezenParticipantUpdate update, CancellationToken cancellationToken);

    /// <summary>Moves a listing to another state.</summary>
    [Put("/listings/{listingId}/transition/{state}")]
    Task<RezenWriteResult<RezenTransaction>> TransitionAsync(string listingId, string state, CancellationToken cancellationToken);
}
