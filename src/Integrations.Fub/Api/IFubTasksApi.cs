using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/tasks</c> resource.</summary>
internal interface IFubTasksApi
{
    /// <summary>One page.</summary>
    [Get("/tasks")]
    Task<FubPage<FubTask>> ListAsync([Query] FubTasksQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/tasks/{id}")]
    Task<FubItem<FubTask>> GetAsync(long id, CancellationToken cancellationToken);
}
