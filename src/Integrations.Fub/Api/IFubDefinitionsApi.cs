using Refit;

namespace Integrations.Fub;

/// <summary>The small lists that describe an account: custom fields, appointment types and outcomes, smart lists, time frames.</summary>
internal interface IFubDefinitionsApi
{
    /// <summary>Custom fields of people.</summary>
    [Get("/customFields")]
    Task<FubPage<FubCustomField>> ListCustomFieldsAsync([Query] FubListQuery query, CancellationToken cancellationToken);

    /// <summary>A custom field of people.</summary>
    [Get("/customFields/{id}")]
    Task<FubItem<FubCustomField>> GetCustomFieldAsync(long id, CancellationToken cancellationToken);

    /// <summary>Custom fields of deals.</summary>
    [Get("/dealCustomFields")]
    Task<FubPage<FubCustomField>> ListDealCustomFieldsAsync([Query] FubListQuery query, CancellationToken cancellationToken);

    /// <summary>Appointment types.</summary>
    [Get("/appointmentTypes")]
    Task<FubPage<FubAppointmentType>> ListAppointmentTypesAsync([Query] FubListQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes an appointment type.</summary>
    [Delete("/appointmentTypes/{id}")]
    Task DeleteAppointmentTypeAsync(long id, [AliasAs("assignTypeId")] long assignTypeId, CancellationToken cancellationToken);

    /// <summary>Appointment outcomes.</summary>
    [Get("/appointmentOutcomes")]
    Task<FubPage<FubAppointmentOutcome>> ListAppointmentOutcomesAsync([Query] FubListQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes an appointment outcome.</summary>
    [Delete("/appointmentOutcomes/{id}")]
    Task DeleteAppointmentOutcomeAsync(long id, [AliasAs("assignOutcomeId")] long assignOutcomeId, CancellationToken cancellationToken);

    /// <summary>Smart lists.</summary>
    [Get("/smartLists")]
    Task<FubPage<FubSmartList>> ListSmartListsAsync([Query] FubSmartListsQuery query, CancellationToken cancellationToken);

    /// <summary>Time frames.</summary>
    [Get("/timeframes")]
    Task<FubPage<FubTimeframe>> ListTimeframesAsync([Query] FubPagedQuery query, CancellationToken cancellationToken);
}
