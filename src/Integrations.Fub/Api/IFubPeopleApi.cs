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

    /// <summary>Makes a person.</summary>
    [Post("/people")]
    Task<FubPersonResult> CreateAsync([Body] FubNewPerson person, [AliasAs("deduplicate")] bool? deduplicate, CancellationToken cancellationToken);

    /// <summary>Changes a person.</summary>
    [Put("/people/{id}")]
    Task<FubItem<FubPerson>> UpdateAsync(long id, [Body] FubPersonUpdate update, [AliasAs("mergeTags")] bool? mergeTags, CancellationToken cancellationToken);

    /// <summary>Deletes a person.</summary>
    [Delete("/people/{id}")]
    Task DeleteAsync(long id, CancellationToken cancellationToken);

    /// <summary>Looks for somebody with an address or a number.</summary>
    [Get("/people/checkDuplicate")]
    Task<FubItem<FubDuplicateCheck>> CheckDuplicateAsync([Query] FubDuplicateQuery query, CancellationToken cancellationToken);

    /// <summary>Leads that are offered to the user of the key.</summary>
    [Get("/people/unclaimed")]
    Task<FubPage<FubPerson>> ListUnclaimedAsync([Query] FubPagedQuery query, CancellationToken cancellationToken);

    /// <summary>Takes an offered lead.</summary>
    [Post("/people/claim")]
    Task ClaimAsync([Body] FubPersonReference person, CancellationToken cancellationToken);

    /// <summary>Declines an offered lead.</summary>
    [Post("/people/ignoreUnclaimed")]
    Task IgnoreUnclaimedAsync([Body] FubPersonReference person, CancellationToken cancellationToken);
}
