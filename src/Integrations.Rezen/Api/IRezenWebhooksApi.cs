using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Registrations of webhooks. The paths are options.</summary>
internal interface IRezenWebhooksApi
{
    /// <summary>All registrations.</summary>
    [Get("/{**path}")]
    Task<ReceivedBody> ListAsync(string path, CancellationToken cancellationToken);

    /// <summary>Registers.</summary>
    [Post("/{**path}")]
    Task<ReceivedBody> CreateAsync(string path, [Body] HttpContent registration, CancellationToken cancellationToken);

    /// <summary>Removes a registration.</summary>
    [Delete("/{**path}")]
    Task DeleteAsync(string path, CancellationToken cancellationToken);
}
