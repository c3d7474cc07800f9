using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>File boxes.</summary>
internal interface IRezenFilesApi
{
    /// <summary>A file box; its shape is unknown.</summary>
    [Get("/dropboxes/{dropboxId}")]
    Task<ReceivedBody> GetBoxAsync(string dropboxId, CancellationToken cancellationToken);

    /// <summary>Address of a file, as a JSON string.</summary>
    [Get("/files/{fileId}/url")]
    Task<ReceivedBody> GetUrlAsync(string fileId, [AliasAs("downloadAsAttachment")] bool? downloadAsAttachment, CancellationToken cancellationToken);
}
