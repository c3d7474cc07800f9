using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/dealAttachments</c> and <c>/personAttachments</c> resources.</summary>
internal interface IFubAttachmentsApi
{
    /// <summary>One record.</summary>
    [Get("/dealAttachments/{id}")]
    Task<FubItem<FubAttachment>> GetAsync(long id, CancellationToken cancellationToken);

    /// <summary>Attaches a link to a deal.</summary>
    [Post("/dealAttachments")]
    Task<FubItem<FubAttachment>> CreateAsync([Body] FubNewDealAttachment attachment, CancellationToken cancellationToken);

    /// <summary>Changes a deal's attachment.</summary>
    [Put("/dealAttachments/{id}")]
    Task<FubItem<FubAttachment>> UpdateAsync(long id, [Body] FubDealAttachmentUpdate update, CancellationToken cancellationToken);

    /// <summary>Deletes a deal's attachment.</summary>
    [Delete("/dealAttachments/{id}")]
    Task DeleteAsync(long id, CancellationToken cancellationToken);

    /// <summary>Attaches a link to a person.</summary>
    [Post("/personAttachments")]
    Task<FubItem<FubAttachment>> CreateOfPersonAsync([Body] FubNewPersonAttachment attachment, CancellationToken cancellationToken);
}
