using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/notes</c> resource.</summary>
internal interface IFubNotesApi
{
    /// <summary>One page.</summary>
    [Get("/notes")]
    Task<FubPage<FubNote>> ListAsync([Query] FubNotesQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/notes/{id}")]
    Task<FubItem<FubNote>> GetAsync(long id, [AliasAs("includeThreadedReplies")] bool? includeThreadedReplies, [AliasAs("includeReactions")] bool? includeReactions, CancellationToken cancellationToken);

    /// <summary>Makes a record.</summary>
    [Post("/notes")]
    Task<FubItem<FubNote>> CreateAsync([Body] FubNewNote note, CancellationToken cancellationToken);

    /// <summary>Changes a record.</summary>
    [Put("/notes/{id}")]
    Task<FubItem<FubNote>> UpdateAsync(long id, [Body] FubNoteUpdate update, CancellationToken cancellationToken);

    /// <summary>Deletes a record.</summary>
    [Delete("/notes/{id}")]
    Task DeleteAsync(long id, CancellationToken cancellationToken);
}
