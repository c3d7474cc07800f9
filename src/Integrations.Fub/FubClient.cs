using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// Reads one account of Follow Up Boss. All calls take part in the account's rate budget, retries and credential handling, and fail with the errors of Integrations.Abstractions.
/// </summary>
public sealed class FubClient
{
    private readonly IVendorApiFactory _apis;

    internal FubClient(IVendorApiFactory apis, AccountRef account)
    {
        _apis = apis;
        Account = account;
    }

    /// <summary>The account.</summary>
    public AccountRef Account { get; }

    /// <summary>Reads whose key it is.</summary>
    public Task<FubIdentity> GetIdentityAsync(CancellationToken cancellationToken = default) => Api<IFubIdentityApi>("get identity").GetAsync(cancellationToken);

    /// <summary>Reads one page of people.</summary>
    public Task<FubPage<FubPerson>> ListPeopleAsync(FubPeopleQuery query, CancellationToken cancellationToken = default) => Api<IFubPeopleApi>("list people").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of deals.</summary>
    public Task<FubPage<FubDeal>> ListDealsAsync(FubDealsQuery query, CancellationToken cancellationToken = default) => Api<IFubDealsApi>("list deals").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of calls.</summary>
    public Task<FubPage<FubCall>> ListCallsAsync(FubCallsQuery query, CancellationToken cancellationToken = default) => Api<IFubCallsApi>("list calls").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of text messages; the query needs one of its filters.</summary>
    public Task<FubPage<FubTextMessage>> ListTextMessagesAsync(FubTextMessagesQuery query, CancellationToken cancellationToken = default) => Api<IFubTextMessagesApi>("list text messages").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of appointments.</summary>
    public Task<FubPage<FubAppointment>> ListAppointmentsAsync(FubAppointmentsQuery query, CancellationToken cancellationToken = default) => Api<IFubAppointmentsApi>("list appointments").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of events.</summary>
    public Task<FubPage<FubEvent>> ListEventsAsync(FubEventsQuery query, CancellationToken cancellationToken = default) => Api<IFubEventsApi>("list events").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of notes. The reference lists no such call; it was observed to work for a whole account.</summary>
    public Task<FubPage<FubNote>> ListNotesAsync(FubNotesQuery query, CancellationToken cancellationToken = default) => Api<IFubNotesApi>("list notes").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of tasks.</summary>
    public Task<FubPage<FubTask>> ListTasksAsync(FubTasksQuery query, CancellationToken cancellationToken = default) => Api<IFubTasksApi>("list tasks").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of users.</summary>
    public Task<FubPage<FubUser>> ListUsersAsync(FubUsersQuery query, CancellationToken cancellationToken = default) => Api<IFubUsersApi>("list users").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of groups.</summary>
    public Task<FubPage<FubGroup>> ListGroupsAsync(FubGroupsQuery query, CancellationToken cancellationToken = default) => Api<IFubGroupsApi>("list groups").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of people stages.</summary>
    public Task<FubPage<FubStage>> ListStagesAsync(FubListQuery query, CancellationToken cancellationToken = default) => Api<IFubStagesApi>("list people stages").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of pipelines with their deal stages.</summary>
    public Task<FubPage<FubPipeline>> ListPipelinesAsync(FubListQuery query, CancellationToken cancellationToken = default) => Api<IFubPipelinesApi>("list pipelines with their deal stages").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of the custom fields of people.</summary>
    public Task<FubPage<FubCustomField>> ListCustomFieldsAsync(FubListQuery query, CancellationToken cancellationToken = default) => Api<IFubDefinitionsApi>("list custom fields of people").ListCustomFieldsAsync(query, cancellationToken);

    /// <summary>Reads one page of the custom fields of deals.</summary>
    public Task<FubPage<FubCustomField>> ListDealCustomFieldsAsync(FubListQuery query, CancellationToken cancellationToken = default) => Api<IFubDefinitionsApi>("list custom fields of deals").ListDealCustomFieldsAsync(query, cancellationToken);

    /// <summary>Reads one page of the appointment types.</summary>
    public Task<FubPage<FubAppointmentType>> ListAppointmentTypesAsync(FubListQuery query, CancellationToken cancellationToken = default) => Api<IFubDefinitionsApi>("list appointment types").ListAppointmentTypesAsync(query, cancellationToken);

    /// <summary>Reads one page of the appointment outcomes.</summary>
    public Task<FubPage<FubAppointmentOutcome>> ListAppointmentOutcomesAsync(FubListQuery query, CancellationToken cancellationToken = default) => Api<IFubDefinitionsApi>("list appointment outcomes").ListAppointmentOutcomesAsync(query, cancellationToken);

    /// <summary>Reads a person by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubPerson> GetPersonAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubPeopleApi>("get person").GetAsync(id, "allFields", cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a deal by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubDeal> GetDealAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubDealsApi>("get deal").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a call by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubCall> GetCallAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubCallsApi>("get call").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a text message by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubTextMessage> GetTextMessageAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubTextMessagesApi>("get text message").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads an appointment by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubAppointment> GetAppointmentAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubAppointmentsApi>("get appointment").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads an event by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubEvent> GetEventAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubEventsApi>("get event").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a note by its id.</summary>
    /// <param name="id">The note.</param>
    /// <param name="includeThreadedReplies">True to get its replies.</param>
    /// <param name="includeReactions">True to get its reactions.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubNote> GetNoteAsync(long id, bool includeThreadedReplies = false, bool includeReactions = false, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubNotesApi>("get note").GetAsync(id, includeThreadedReplies ? true : null, includeReactions ? true : null, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a task by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubTask> GetTaskAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubTasksApi>("get task").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a user by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubUser> GetUserAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubUsersApi>("get user").GetAsync(id, "allFields", cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a people stage by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubStage> GetStageAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubStagesApi>("get people stage").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a pipeline by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubPipeline> GetPipelineAsync(long id, CancellationToken cancellationToken = default) =>
        Value(await Api<IFubPipelinesApi>("get pipeline").GetAsync(id, cancellationToken).ConfigureAwait(false));

    private static T Value<T>(FubItem<T> item)
        where T : class => item.Record.Value ?? throw new IntegrationProtocolException(
            item.Record.Problem?.Message ?? "The record could not be read.",
            new ErrorContext { Vendor = FubDefaults.Vendor, Operation = "read by id" });

    private TApi Api<TApi>(string operation)
        where TApi : class => _apis.Create<TApi>(new VendorCall { Vendor = FubDefaults.Vendor, Account = Account, Operation = operation });
}
