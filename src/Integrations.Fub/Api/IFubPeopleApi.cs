using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/people</c> resource.</summary>
internal interface IFubPeopleApi
{
    /// <summary>One page.</summary>
    [Get("/people")]
    Task<FubPage<FubPerson>> ListAsync([Query] FubPeopleQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/people/{id}")]
    Task<FubItem<FubPerson>> GetAsync(long id, [AliasAs("fields")] string? fields, CancellationToken cancellationToken);
}
