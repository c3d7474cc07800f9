using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/users</c> resource.</summary>
internal interface IFubUsersApi
{
    /// <summary>One page.</summary>
    [Get("/users")]
    Task<FubPage<FubUser>> ListAsync([Query] FubUsersQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/users/{id}")]
    Task<FubItem<FubUser>> GetAsync(long id, [AliasAs("fields")] string? fields, CancellationToken cancellationToken);

    /// <summary>Deletes a user.</summary>
    [Delete("/users/{id}")]
    Task DeleteAsync(long id, [AliasAs("assignTo")] long assignTo, CancellationToken cancellationToken);
}
