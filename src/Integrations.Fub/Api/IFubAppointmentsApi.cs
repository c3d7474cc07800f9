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
}
