using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Keys of a user.</summary>
internal interface IRezenApiKeysApi
{
    /// <summary>All keys.</summary>
    [Get("/api-keys")]
    Task<RezenPage<RezenApiKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes a key; the answer alone holds it.</summary>
    [Post("/api-keys")]
    Task<CapturedRecord<RezenApiKey>> CreateAsync([Body] RezenNewApiKey key, CancellationToken cancellationToken);

    /// <summary>Removes a key. The request has a body.</summary>
    [Delete("/api-keys")]
    Task DeleteAsync([Body] RezenApiKeyReference key, CancellationToken cancellationToken);
}
