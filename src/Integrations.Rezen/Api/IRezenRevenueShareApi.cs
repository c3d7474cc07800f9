using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Revenue share.</summary>
internal interface IRezenRevenueShareApi
{
    /// <summary>One page of the contributions of a tier.</summary>
    [Get("/revshares/{yentaId}/contributions/{tier}")]
    Task<RezenPage<RezenContribution>> ListContributionsAsync(string yentaId, int tier, [Query] RezenContributionsQuery query, CancellationToken cancellationToken);

    /// <summary>One page of the contributors of a tier.</summary>
    [Get("/revshares/{yentaId}/contributors/{tier}")]
    Task<RezenPage<RezenContribution>> ListContributorsAsync(string yentaId, int tier, [Query] RezenContributionsQuery query, CancellationToken cancellationToken);

    /// <summary>One page of the contributions that are not paid yet.</summary>
    [Get("/revshares/{yentaId}/payments/pending")]
    Task<RezenPage<RezenContribution>> ListPendingAsync(string yentaId, [Query] RezenPagedQuery query, CancellationToken cancellationToken);

    /// <summary>One page of payments.</summary>
    [Get("/revshares/{yentaId}/payments")]
    Task<RezenPage<RezenRevenueSharePayment>> ListPaymentsAsync(string yentaId, [Query] RezenPagedQuery query, CancellationToken cancellationToken);

    /// <summary>A payment.</summary>
    [Get("/revshares/{yentaId}/payments/{paymentId}")]
    Task<CapturedRecord<RezenRevenueSharePayment>> GetPaymentAsync(string yentaId, string paymentId, CancellationToken cancellationToken);

    /// <summary>A payment as CSV.</summary>
    [Get("/revshares/{yentaId}/payments/{paymentId}/export")]
    [Headers("Accept: text/csv")]
    Task<ReceivedBody> ExportPaymentAsync(string yentaId, string paymentId, CancellationToken cancellationToken);

    /// <summary>The pending contributions as CSV.</summary>
    [Get("/revshares/{yentaId}/payments/pending/export")]
    [Headers("Accept: text/csv")]
    Task<ReceivedBody> ExportPendingAsync(string yentaId, CancellationToken cancellationToken);

    /// <summary>Totals of the pending contributions; their shape is unknown.</summary>
    [Get("/revshares/{yentaId}/payments/pending-overview")]
    Task<ReceivedBody> GetPendingOverviewAsync(string yentaId, CancellationToken cancellationToken);

    /// <summary>Amounts of each tier.</summary>
    [Get("/revshares/{yentaId}/by-tier")]
    Task<RezenTierNumbers> GetByTierAsync(string yentaId, [Query] RezenPeriodQuery query, CancellationToken cancellationToken);

    /// <summary>The history; its shape is unknown.</summary>
    [Get("/revshares/{yentaId}/history")]
    Task<ReceivedBody> GetHistoryAsync(string yentaId, [Query] RezenPeriodQuery query, CancellationToken cancellationToken);
}
