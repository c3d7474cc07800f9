using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/peopleRelationships</c> resource.</summary>
internal interface IFubRelationshipsApi
{
    /// <summary>One page.</summary>
    [Get("/peopleRelationships")]
    Task<FubPage<FubRelationship>> ListAsync([Query] FubRelationshipsQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/peopleRelationships/{id}")]
    Task<FubItem<FubRelationship>> GetAsync(long id, CancellationToken cancellationToken);

    /// <summary>Makes a record.</summary>
    [Post("/peopleRelationships")]
    Task<FubItem<FubRelationship>> CreateAsync([Body] FubNewRelationship relationship, CancellationToken cancellationToken);
}
