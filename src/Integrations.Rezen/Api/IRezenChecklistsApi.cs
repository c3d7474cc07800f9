using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Checklists and their documents.</summary>
internal interface IRezenChecklistsApi
{
    /// <summary>A checklist.</summary>
    [Get("/checklists/{checklistId}")]
    Task<CapturedRecord<RezenChecklist>> GetAsync(string checklistId, CancellationToken cancellationToken);

    /// <summary>One page of the checklists of a record.</summary>
    [Get("/checklists/search")]
    Task<RezenPage<RezenChecklist>> SearchAsync([Query] RezenChecklistsQuery query, CancellationToken cancellationToken);

    /// <summary>A line of a checklist.</summary>
    [Get("/checklists/checklist-items/{itemId}")]
    Task<CapturedRecord<RezenChecklistItem>> GetItemAsync(string itemId, CancellationToken cancellationToken);

    /// <summary>Address of a version of a document, as a JSON string.</summary>
    [Get("/checklists/checklist-documents/versions/{versionId}/download")]
    Task<ReceivedBody> GetDownloadAsync(string versionId, CancellationToken cancellationToken);

    /// <summary>Adds a document.</summary>
    [Post("/checklists/checklist-items/{itemId}/documents")]
    Task<RezenWriteResult<RezenDocument>> UploadAsync(string itemId, [Body] HttpContent form, CancellationToken cancellationToken);

    /// <summary>Ticks a line.</summary>
    [Put("/checklists/checklist-items/{itemId}/complete")]
    Task<RezenWriteResult<RezenChecklistItem>> CompleteAsync(string itemId, [AliasAs("isComplete")] bool isComplete, CancellationToken cancellationToken);
}
