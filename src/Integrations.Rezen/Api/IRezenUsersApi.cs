using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Who a key belongs to.</summary>
internal interface IRezenUsersApi
{
    /// <summary>The owner of the key.</summary>
    [Get("/users/me")]
    Task<CapturedRecord<RezenAgent>> GetMeAsync(CancellationToken cancellationToken);

    /// <summary>A user.</summary>
    [Get("/users/{id}")]
    Task<CapturedRecord<RezenAgent>> GetAsync(string id, CancellationToken cancellationToken);
}
