using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// Reads and writes one account of Follow Up Boss. All calls take part in the account's rate budget, retries and credential handling, and fail with the errors of Integrations.Abstractions.
/// </summary>
/// <remarks>
/// Writes are sent once. They are repeated by themselves only when they were surely not processed: no connection came about, or the answer was 429 (Documented). A write without an answer, or
/// answered 5xx, fails with <see cref="IntegrationOutcomeUnknownException"/>, which says whether the same call may be made again: updates and deletions may, and
/// <see cref="CreatePersonAsync"/> that deduplicates. Calls that change something a second time when made a second time are named so below.
/// </remarks>
public sealed partial class FubClient
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly IVendorApiFactory _apis;
    private readonly FubOptions _options;
    private readonly TimeProvider _time;

    internal FubClient(IVendorApiFactory apis, FubOptions options, TimeProvider time, AccountRef account)
    {
        _apis = apis;
        _options = options;
        _time = time;
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

    /// <summary>Reads one page of teams; accounts without the feature have none.</summary>
    public Task<FubPage<FubTeam>> ListTeamsAsync(FubPagedQuery query, CancellationToken cancellationToken = default) => Api<IFubTeamsApi>("list teams").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of ponds.</summary>
    public Task<FubPage<FubPond>> ListPondsAsync(FubPagedQuery query, CancellationToken cancellationToken = default) => Api<IFubPondsApi>("list ponds").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of e-mails. The query needs one of its filters. The vendor's reference does not list the call.</summary>
    public Task<FubPage<FubEmailMessage>> ListEmailsAsync(FubEmailsQuery query, CancellationToken cancellationToken = default) => Api<IFubEmailsApi>("list e-mails").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of related contacts.</summary>
    public Task<FubPage<FubRelationship>> ListRelationshipsAsync(FubRelationshipsQuery query, CancellationToken cancellationToken = default) => Api<IFubRelationshipsApi>("list related contacts").ListAsync(query, cancellationToken);

    /// <summary>Reads one page of smart lists.</summary>
    public Task<FubPage<FubSmartList>> ListSmartListsAsync(FubSmartListsQuery query, CancellationToken cancellationToken = default) => Api<IFubDefinitionsApi>("list smart lists").ListSmartListsAsync(query, cancellationToken);

    /// <summary>Reads one page of time frames.</summary>
    public Task<FubPage<FubTimeframe>> ListTimeframesAsync(FubPagedQuery query, CancellationToken cancellationToken = default) => Api<IFubDefinitionsApi>("list time frames").ListTimeframesAsync(query, cancellationToken);

    /// <summary>Reads one page of groups with the user who is next. Not for lenders; paging words are not documented here.</summary>
    public Task<FubPage<FubGroup>> ListRoundRobinGroupsAsync(FubGroupsQuery query, CancellationToken cancellationToken = default) => Api<IFubGroupsApi>("list groups with the user who is next").ListRoundRobinAsync(query, cancellationToken);

    /// <summary>Reads one page of the leads that are offered to the user of the key.</summary>
    public Task<FubPage<FubPerson>> ListUnclaimedPeopleAsync(FubPagedQuery query, CancellationToken cancellationToken = default) => Api<IFubPeopleApi>("list the leads that are offered to the user").ListUnclaimedAsync(query, cancellationToken);

    /// <summary>Reads one page of the webhooks of your own system. Needs system headers and the key of the account's owner.</summary>
    public Task<FubPage<FubWebhook>> ListWebhooksAsync(FubWebhooksQuery query, CancellationToken cancellationToken = default) => SystemApi<IFubWebhooksApi>("list webhooks").ListAsync(query, cancellationToken);

    /// <summary>Reads a person by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubPerson> GetPersonAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubPeopleApi>("get person").GetAsync(id, "allFields", cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a deal by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubDeal> GetDealAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubDealsApi>("get deal").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a call by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubCall> GetCallAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubCallsApi>("get call").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a text message by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubTextMessage> GetTextMessageAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubTextMessagesApi>("get text message").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads an appointment by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubAppointment> GetAppointmentAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubAppointmentsApi>("get appointment").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads an event by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubEvent> GetEventAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubEventsApi>("get event").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a note by its id.</summary>
    /// <param name="id">The note.</param>
    /// <param name="includeThreadedReplies">True to get its replies.</param>
    /// <param name="includeReactions">True to get its reactions.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubNote> GetNoteAsync(long id, bool includeThreadedReplies = false, bool includeReactions = false, CancellationToken cancellationToken = default) =>
        (await Api<IFubNotesApi>("get note").GetAsync(id, includeThreadedReplies ? true : null, includeReactions ? true : null, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a task by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubTask> GetTaskAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubTasksApi>("get task").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a user by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubUser> GetUserAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubUsersApi>("get user").GetAsync(id, "allFields", cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a people stage by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubStage> GetStageAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubStagesApi>("get people stage").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a pipeline by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubPipeline> GetPipelineAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubPipelinesApi>("get pipeline").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a related contact by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubRelationship> GetRelationshipAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubRelationshipsApi>("get related contact").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a custom field of people by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubCustomField> GetCustomFieldAsync(long id, CancellationToken cancellationToken = default) =>
        (await Api<IFubDefinitionsApi>("get custom field of people").GetCustomFieldAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a deal's attachment by its id. Needs system headers.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubAttachment> GetDealAttachmentAsync(long id, CancellationToken cancellationToken = default) =>
        (await SystemApi<IFubAttachmentsApi>("get deal's attachment").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a webhook by its id. Needs system headers and the key of the account's owner.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubWebhook> GetWebhookAsync(long id, CancellationToken cancellationToken = default) =>
        (await SystemApi<IFubWebhooksApi>("get webhook").GetAsync(id, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads a delivery of a webhook by its id. Needs system headers and the key of the account's owner.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubWebhookEvent> GetWebhookEventAsync(string eventId, CancellationToken cancellationToken = default) =>
        (await SystemApi<IFubWebhooksApi>("get delivery of a webhook").GetEventAsync(eventId, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Looks whether somebody in the account has an e-mail address or a phone number.</summary>
    public async Task<FubDuplicateCheck> CheckDuplicateAsync(FubDuplicateQuery query, CancellationToken cancellationToken = default) =>
        (await Api<IFubPeopleApi>("check duplicate").CheckDuplicateAsync(query, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads what the vendor allows your system. Needs system headers; ask at most once a minute (Documented).</summary>
    public async Task<FubRateLimits> GetRateLimitsAsync(CancellationToken cancellationToken = default) =>
        (await SystemApi<IFubRateLimitApi>("get rate limits").GetLimitsAsync(cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Reads what your system used of its allowance. Needs system headers; ask at most once a minute (Documented).</summary>
    public async Task<FubRateUsage> GetRateUsageAsync(CancellationToken cancellationToken = default) =>
        (await SystemApi<IFubRateLimitApi>("get rate usage").GetUsageAsync(cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>
    /// Reads a person that was made just now, as soon as the vendor lets it be read. Until lead routing has assigned it, a new person can neither be read nor be written elsewhere, for example
    /// in a note (Documented; how long that takes depends on the account and is not).
    /// </summary>
    /// <param name="id">The person.</param>
    /// <param name="timeout">How long to wait. The delays between the questions double from half a second up to half a minute.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="IntegrationNotFoundException">It cannot be read within that time.</exception>
    public async Task<FubPerson> WaitForPersonAsync(long id, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        long started = _time.GetTimestamp();
        TimeSpan delay = FirstDelay;
        while (true)
        {
            try
            {
                return await GetPersonAsync(id, cancellationToken).ConfigureAwait(false);
            }
            catch (IntegrationNotFoundException) when (_time.GetElapsedTime(started) + delay <= timeout)
            {
                await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
        }
    }

    private TApi Api<TApi>(string operation)
        where TApi : class => _apis.Create<TApi>(new VendorCall { Vendor = FubDefaults.Vendor, Account = Account, Operation = operation });

    /// <summary>A resource that the vendor refuses to software without a registered system; said here before anything is sent.</summary>
    private TApi SystemApi<TApi>(string operation)
        where TApi : class => string.IsNullOrWhiteSpace(_options.SystemName) || string.IsNullOrWhiteSpace(_options.SystemKey)
            ? throw new IntegrationConfigurationException(
                $"'{operation}' of Follow Up Boss needs a registered system: set FubOptions.SystemName and SystemKey. Register at https://apps.followupboss.com/system-registration.",
                new ErrorContext { Vendor = FubDefaults.Vendor, Account = Account, Operation = operation })
            : Api<TApi>(operation);
}
