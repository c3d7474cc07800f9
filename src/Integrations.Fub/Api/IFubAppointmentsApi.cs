using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/appointments</c> resource.</summary>
internal interface IFubAppointmentsApi
{
    /// <summary>One page.</summary>
    [Get("/appointments")]
    Task<FubPage<FubAppointment>> ListAsync([Query] FubAppointmentsQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/appointments/{id}")]
    Task<FubItem<FubAppointment>> GetAsync(long id, CancellationToken cancellationToken);

    /// <summary>Makes a record.</summary>
    [Post("/appointments")]
    Task<FubItem<FubAppointment>> CreateAsync([Body] FubNewAppointment appointment, [AliasAs("sendInvitation")] bool? sendInvitation, CancellationToken cancellationToken);

    /// <summary>Changes a record.</summary>
    [Put("/appointments/{id}")]
    Task<FubItem<FubAppointment>> UpdateAsync(long id, [Body] FubAppointmentUpdate update, [AliasAs("sendInvitation")] bool? sendInvitation, CancellationToken cancellationToken);

    /// <summary>Deletes a record.</summary>
    [Delete("/appointments/{id}")]
    Task DeleteAsync(long id, CancellationToken cancellationToken);
}
