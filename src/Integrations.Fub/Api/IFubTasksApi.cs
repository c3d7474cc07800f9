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

    /// <summary>Makes a record.</summary>
    [Post("/tasks")]
    Task<FubItem<FubTask>> CreateAsync([Body] FubNewTask task, CancellationToken cancellationToken);

    /// <summary>Changes a record.</summary>
    [Put("/tasks/{id}")]
    Task<FubItem<FubTask>> UpdateAsync(long id, [Body] FubTaskUpdate update, CancellationToken cancellationToken);

    /// <summary>Deletes a record.</summary>
    [Delete("/tasks/{id}")]
    Task DeleteAsync(long id, CancellationToken cancellationToken);
}
