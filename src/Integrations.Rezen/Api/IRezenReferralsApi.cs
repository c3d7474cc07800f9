using Refit;

namespace Integrations.Rezen;

/// <summary>Referral payments.</summary>
internal interface IRezenReferralsApi
{
    /// <summary>Makes a referral and its payment.</summary>
    [Post("/agent/{yentaId}/referral-and-disburse")]
    Task<RezenWriteResult<RezenReferralResult>> CreateAsync(string yentaId, [Body] RezenNewReferral referral, CancellationToken cancellationToken);
}
