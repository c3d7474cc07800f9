using Refit;

namespace Integrations.Fub;

/// <summary>The small lists that describe an account: custom fields, appointment types and outcomes.</summary>
internal interface IFubDefinitionsApi
{
    /// <summary>Custom fields of people.</summary>
    [Get("/customFields")]
    Task<FubPage<FubCustomField>> ListCustomFieldsAsync([Query] FubListQuery query, CancellationToken cancellationToken);

    /// <summary>Custom fields of deals.</summary>
    [Get("/dealCustomFields")]
    Task<FubPage<FubCustomField>> ListDealCustomFieldsAsync([Query] FubListQuery query, CancellationToken cancellationToken);

    /// <summary>Appointment types.</summary>
    [Get("/appointmentTypes")]
    Task<FubPage<FubAppointmentType>> ListAppointmentTypesAsync([Query] FubListQuery query, CancellationToken cancellationToken);

    /// <summary>Appointment outcomes.</summary>
    [Get("/appointmentOutcomes")]
    Task<FubPage<FubAppointmentOutcome>> ListAppointmentOutcomesAsync([Query] FubListQuery query, CancellationToken cancellationToken);
}
