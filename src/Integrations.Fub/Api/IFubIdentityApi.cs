using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/identity</c> resource.</summary>
internal interface IFubIdentityApi
{
    /// <summary>Who the credential belongs to.</summary>
    [Get("/identity")]
    Task<FubIdentity> GetAsync(CancellationToken cancellationToken);
}
