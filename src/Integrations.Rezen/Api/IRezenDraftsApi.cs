using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Drafts of transactions and listings.</summary>
internal interface IRezenDraftsApi
{
    /// <summary>One page.</summary>
    [Get("/transaction-builder/paged")]
    Task<RezenPage<RezenDraft>> ListAsync([Query] RezenDraftsQuery query, CancellationToken cancellationToken);

    /// <summary>A draft.</summary>
    [Get("/transaction-builder/{draftId}")]
    Task<CapturedRecord<RezenDraft>> GetAsync(string draftId, CancellationToken cancellationToken);

    /// <summary>Begins a draft.</summary>
    [Post("/transaction-builder")]
    Task<RezenWriteResult<RezenDraft>> CreateAsync([AliasAs("type")] string type, CancellationToken cancellationToken);

    /// <summary>Throws a draft away.</summary>
    [Delete("/transaction-builder/{draftId}")]
    Task DeleteAsync(string draftId, CancellationToken cancellationToken);

    /// <summary>Sets the address.</summary>
    [Put("/transaction-builder/{draftId}/location-info")]
    Task<RezenWriteResult<RezenDraft>> SetLocationAsync(string draftId, [Body] RezenDraftLocation location, CancellationToken cancellationToken);

    /// <summary>Sets price, commission and dates.</summary>
    [Put("/transaction-builder/{draftId}/price-date-info")]
    Task<RezenWriteResult<RezenDraft>> SetPriceAsync(string draftId, [Body] RezenDraftPrice price, CancellationToken cancellationToken);

    /// <summary>Sets buyers and sellers.</summary>
    [Put("/transaction-builder/{draftId}/buyer-seller-info")]
    Task<RezenWriteResult<RezenDraft>> SetPartiesAsync(string draftId, [Body] RezenDraftParties parties, CancellationToken cancellationToken);

    /// <summary>Sets the owning agent.</summary>
    [Put("/transaction-builder/{draftId}/owner-info")]
    Task<RezenWriteResult<RezenDraft>> SetOwnerAsync(string draftId, [Body] RezenDraftOwner owner, CancellationToken cancellationToken);

    /// <summary>Sets the parts of the commission.</summary>
    [Put("/transaction-builder/{draftId}/commission-info")]
    Task<RezenWriteResult<RezenDraft>> SetSplitsAsync(string draftId, [Body] IReadOnlyList<RezenDraftSplit> splits, CancellationToken cancellationToken);

    /// <summary>Sets who pays the commission.</summary>
    [Put("/transaction-builder/{draftId}/commission-payer")]
    Task<RezenWriteResult<RezenDraft>> SetPayerAsync(string draftId, [Body] HttpContent form, CancellationToken cancellationToken);

    /// <summary>Says whether it is the agent's own deal.</summary>
    [Put("/transaction-builder/{draftId}/personal-deal-info")]
    Task<RezenWriteResult<RezenDraft>> SetPersonalDealAsync(string draftId, [Body] RezenDraftPersonalDeal personalDeal, CancellationToken cancellationToken);

    /// <summary>Sets further fees.</summary>
    [Put("/transaction-builder/{draftId}/additional-fees-info")]
    Task<RezenWriteResult<RezenDraft>> SetFeesAsync(string draftId, [Body] RezenDraftFees fees, CancellationToken cancellationToken);

    /// <summary>Says whether the lead came from Opcity.</summary>
    [Put("/transaction-builder/{draftId}/opcity")]
    Task<RezenWriteResult<RezenDraft>> SetOpcityAsync(string draftId, [AliasAs("opcity")] bool opcity, CancellationToken cancellationToken);

    /// <summary>Sets the title company.</summary>
    [Put("/transaction-builder/{draftId}/title")]
    Task<RezenWriteResult<RezenDraft>> SetTitleAsync(string draftId, [Body] RezenDraftTitle title, CancellationToken cancellationToken);

    /// <summary>Makes the transaction.</summary>
    [Post("/transaction-builder/{draftId}/submit")]
    Task<RezenWriteResult<RezenTransaction>> SubmitAsync(string draftId, CancellationToken cancellationToken);

    /// <summary>Begins a draft from a listing.</summary>
    [Post("/transaction-builder/{listingId}/transaction-to-builder")]
    Task<RezenWriteResult<RezenDraft>> BeginFromListingAsync(string listingId, CancellationToken cancellationToken);
}
