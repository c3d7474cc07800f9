using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Endpoints whose paths are options.</summary>
internal interface IRezenConfiguredApi
{
    /// <summary>An agent's cap.</summary>
    [Get("/{**path}")]
    Task<CapturedRecord<RezenCap>> GetCapAsync(string path, CancellationToken cancellationToken);

    /// <summary>An agent's grants of shares.</summary>
    [Get("/{**path}")]
    Task<RezenPage<RezenEquityGrant>> ListEquityAsync(string path, CancellationToken cancellationToken);

    /// <summary>An agent's referral code.</summary>
    [Get("/{**path}")]
    Task<CapturedRecord<RezenReferralCode>> GetReferralCodeAsync(string path, CancellationToken cancellationToken);

    /// <summary>Whatever stands at a path.</summary>
    [Get("/{**path}")]
    Task<ReceivedBody> GetAsync(string path, CancellationToken cancellationToken);
}
