using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/textMessages</c> resource.</summary>
internal interface IFubTextMessagesApi
{
    /// <summary>One page.</summary>
    [Get("/textMessages")]
    Task<FubPage<FubTextMessage>> ListAsync([Query] FubTextMessagesQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/textMessages/{id}")]
    Task<FubItem<FubTextMessage>> GetAsync(long id, CancellationToken cancellationToken);

    /// <summary>Makes a record.</summary>
    [Post("/textMessages")]
    Task<FubItem<FubTextMessage>> CreateAsync([Body] FubNewTextMessage message, CancellationToken cancellationToken);
}
