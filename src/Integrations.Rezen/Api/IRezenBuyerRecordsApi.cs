using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Buyer records.</summary>
internal interface IRezenBuyerRecordsApi
{
    /// <summary>One page.</summary>
    [Get("/buyer-record")]
    Task<RezenPage<RezenBuyerRecord>> ListAsync([Query] RezenBuyerRecordsQuery query, CancellationToken cancellationToken);

    /// <summary>A record.</summary>
    [Get("/buyer-record/{id}")]
    Task<CapturedRecord<RezenBuyerRecord>> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Makes a record.</summary>
    [Post("/buyer-record")]
    Task<RezenWriteResult<RezenBuyerRecord>> CreateAsync([Body] RezenNewBuyerRecord record, CancellationToken cancellationToken);

    /// <summary>Begins a draft from a record.</summary>
    [Post("/buyer-record/{id}/build-transaction")]
    Task<RezenWriteResult<RezenDraft>> BeginTransactionAsync(string id, CancellationToken cancellationToken);
}
