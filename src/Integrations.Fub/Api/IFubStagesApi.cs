using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/stages</c> resource.</summary>
internal interface IFubStagesApi
{
    /// <summary>One page.</summary>
    [Get("/stages")]
    Task<FubPage<FubStage>> ListAsync([Query] FubListQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/stages/{id}")]
    Task<FubItem<FubStage>> GetAsync(long id, CancellationToken cancellationToken);

    /// <summary>Makes a stage.</summary>
    [Post("/stages")]
    Task<FubItem<FubStage>> CreateAsync([Body] FubNewStage stage, CancellationToken cancellationToken);

    /// <summary>Deletes a stage.</summary>
    [Delete("/stages/{id}")]
    Task DeleteAsync(long id, [AliasAs("assignStageId")] long assignStageId, CancellationToken cancellationToken);
}
