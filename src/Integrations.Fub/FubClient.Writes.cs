using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <content>The writes.</content>
public sealed partial class FubClient
{
    /// <summary>
    /// Sends a lead or an activity of a lead; lead routing and automations run. Made twice, it makes two activities of one person. A person that it made may not be readable yet: see
    /// <see cref="WaitForPersonAsync"/>.
    /// </summary>
    /// <exception cref="IntegrationNotFoundException">There is no person with <see cref="FubLeadPerson.Id"/>.</exception>
    public async Task<FubLeadResult> SendLeadAsync(FubLead lead, CancellationToken cancellationToken = default) =>
        await Api<IFubEventsApi>("send lead").CreateAsync(lead, cancellationToken).ConfigureAwait(false) ?? FubLeadResult.Archived;

    /// <summary>Makes a person; no automation runs. It may not be readable yet: see <see cref="WaitForPersonAsync"/>.</summary>
    /// <param name="person">The person.</param>
    /// <param name="deduplicate">True to find a person with the same address or number instead of making a second one; the call may then be made again. False makes two when made twice.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<FubPersonResult> CreatePersonAsync(FubNewPerson person, bool deduplicate, CancellationToken cancellationToken = default) =>
        Api<IFubPeopleApi>("create person").CreateAsync(person, deduplicate ? true : null, cancellationToken);

    /// <summary>Changes what is set of a person.</summary>
    /// <exception cref="ArgumentException">Tags are both added and replaced.</exception>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key, or not yet: see <see cref="WaitForPersonAsync"/>.</exception>
    public async Task<FubPerson> UpdatePersonAsync(long id, FubPersonUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (update is { AddTags: not null, ReplaceTags: not null })
        {
            throw new ArgumentException($"Set {nameof(update.AddTags)} or {nameof(update.ReplaceTags)}, not both.", nameof(update));
        }

        bool? merge = update.AddTags is null ? null : true;
        return (await Api<IFubPeopleApi>("update person").UpdateAsync(id, update, merge, cancellationToken).ConfigureAwait(false)).Required();
    }

    /// <summary>Takes a lead that is offered to the user of the key. The answer is not recorded and not read.</summary>
    public Task ClaimPersonAsync(long personId, CancellationToken cancellationToken = default) =>
        Api<IFubPeopleApi>("claim person").ClaimAsync(new FubPersonReference { PersonId = personId }, cancellationToken);

    /// <summary>Declines a lead that is offered to the user of the key. The answer is not recorded and not read.</summary>
    public Task IgnoreUnclaimedPersonAsync(long personId, CancellationToken cancellationToken = default) =>
        Api<IFubPeopleApi>("ignore unclaimed person").IgnoreUnclaimedAsync(new FubPersonReference { PersonId = personId }, cancellationToken);

    /// <summary>Changes what is set of a deal.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubDeal> UpdateDealAsync(long id, FubDealUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        FubDealUpdate spelt = update with { CommissionKeys = _options.CommissionKeys };
        return (await Api<IFubDealsApi>("update deal").UpdateAsync(id, spelt, cancellationToken).ConfigureAwait(false)).Required();
    }

    /// <summary>Makes an appointment. Made twice, it makes two.</summary>
    /// <param name="appointment">The appointment.</param>
    /// <param name="sendInvitation">True to have the vendor invite the invitees by e-mail.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<FubAppointment> CreateAppointmentAsync(FubNewAppointment appointment, bool sendInvitation = false, CancellationToken cancellationToken = default) =>
        (await Api<IFubAppointmentsApi>("create appointment").CreateAsync(appointment, sendInvitation ? true : null, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Changes an appointment.</summary>
    /// <param name="id">The appointment.</param>
    /// <param name="update">What it shall be.</param>
    /// <param name="sendInvitation">True to have the vendor tell the invitees by e-mail, each time the call is made.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubAppointment> UpdateAppointmentAsync(long id, FubAppointmentUpdate update, bool sendInvitation = false, CancellationToken cancellationToken = default) =>
        (await Api<IFubAppointmentsApi>("update appointment").UpdateAsync(id, update, sendInvitation ? true : null, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Registers a webhook. Made twice, it registers two; <see cref="EnsureWebhookAsync"/> does not. Needs system headers and the key of the account's owner.</summary>
    /// <exception cref="ArgumentException">The address is not https.</exception>
    public async Task<FubWebhook> CreateWebhookAsync(FubNewWebhook webhook, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        RequireHttps(webhook.Url, nameof(webhook));
        return (await SystemApi<IFubWebhooksApi>("create webhook").CreateAsync(webhook, cancellationToken).ConfigureAwait(false)).Required();
    }

    /// <summary>Changes what is set of a webhook. Needs system headers and the key of the account's owner.</summary>
    /// <exception cref="ArgumentException">The address is not https.</exception>
    public async Task<FubWebhook> UpdateWebhookAsync(long id, FubWebhookUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (update.Url.IsSet)
        {
            RequireHttps(update.Url.Value, nameof(update));
        }

        return (await SystemApi<IFubWebhooksApi>("update webhook").UpdateAsync(id, update, cancellationToken).ConfigureAwait(false)).Required();
    }

    /// <summary>
    /// Makes sure that a webhook is registered and delivers: takes the one that is there with this event and address, switches it on where it is disabled, and registers one where there is
    /// none. May be made again. Needs system headers and the key of the account's owner.
    /// </summary>
    /// <exception cref="ArgumentException">The address is not https.</exception>
    public async Task<FubWebhook> EnsureWebhookAsync(FubNewWebhook webhook, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        RequireHttps(webhook.Url, nameof(webhook));
        IFubWebhooksApi api = SystemApi<IFubWebhooksApi>("ensure webhook");
        await foreach (ListPage<FubWebhook> page in WebhookPages(api, webhook.Event, cancellationToken).ConfigureAwait(false))
        {
            if (page.Items.FirstOrDefault(w => w.Event == webhook.Event && string.Equals(w.Url, webhook.Url.OriginalString, StringComparison.Ordinal)) is { Id: { } id } there)
            {
                return there.Status == FubWebhookStatus.Disabled
                    ? (await api.UpdateAsync(id, new FubWebhookUpdate { Status = FubWebhookStatus.Active }, cancellationToken).ConfigureAwait(false)).Required()
                    : there;
            }
        }

        return (await api.CreateAsync(webhook, cancellationToken).ConfigureAwait(false)).Required();
    }

    /// <summary>Writes a note. Made twice, it writes two.</summary>
    public async Task<FubNote> CreateNoteAsync(FubNewNote note, CancellationToken cancellationToken = default) =>
        (await Api<IFubNotesApi>("create note").CreateAsync(note, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Makes a task. Made twice, it makes two.</summary>
    public async Task<FubTask> CreateTaskAsync(FubNewTask task, CancellationToken cancellationToken = default) =>
        (await Api<IFubTasksApi>("create task").CreateAsync(task, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Logs a call; nothing is dialled. Made twice, it logs two.</summary>
    public async Task<FubCall> LogCallAsync(FubNewCall call, CancellationToken cancellationToken = default) =>
        (await Api<IFubCallsApi>("log call").CreateAsync(call, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Logs a text message; nothing is sent. Made twice, it logs two. Needs system headers.</summary>
    public async Task<FubTextMessage> LogTextMessageAsync(FubNewTextMessage message, CancellationToken cancellationToken = default) =>
        (await SystemApi<IFubTextMessagesApi>("log text message").CreateAsync(message, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Makes a deal. Made twice, it makes two.</summary>
    public async Task<FubDeal> CreateDealAsync(FubNewDeal deal, CancellationToken cancellationToken = default) =>
        (await Api<IFubDealsApi>("create deal").CreateAsync(deal, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Adds a related contact to a person. Made twice, it adds two.</summary>
    public async Task<FubRelationship> CreateRelationshipAsync(FubNewRelationship relationship, CancellationToken cancellationToken = default) =>
        (await Api<IFubRelationshipsApi>("create related contact").CreateAsync(relationship, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Makes a people stage. Made twice, it makes two.</summary>
    public async Task<FubStage> CreateStageAsync(FubNewStage stage, CancellationToken cancellationToken = default) =>
        (await Api<IFubStagesApi>("create people stage").CreateAsync(stage, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Attaches a link to a deal; nothing is uploaded. Made twice, it attaches two. Needs system headers.</summary>
    public async Task<FubAttachment> CreateDealAttachmentAsync(FubNewDealAttachment attachment, CancellationToken cancellationToken = default) =>
        (await SystemApi<IFubAttachmentsApi>("attach to deal").CreateAsync(attachment, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Attaches a link to a person; nothing is uploaded. Made twice, it attaches two.</summary>
    public async Task<FubAttachment> CreatePersonAttachmentAsync(FubNewPersonAttachment attachment, CancellationToken cancellationToken = default) =>
        (await Api<IFubAttachmentsApi>("attach to person").CreateOfPersonAsync(attachment, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Changes what is set of a note.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubNote> UpdateNoteAsync(long id, FubNoteUpdate update, CancellationToken cancellationToken = default) =>
        (await Api<IFubNotesApi>("update note").UpdateAsync(id, update, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Changes what is set of a task.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubTask> UpdateTaskAsync(long id, FubTaskUpdate update, CancellationToken cancellationToken = default) =>
        (await Api<IFubTasksApi>("update task").UpdateAsync(id, update, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Changes what is set of a call that the same account or system logged.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubCall> UpdateCallAsync(long id, FubCallUpdate update, CancellationToken cancellationToken = default) =>
        (await Api<IFubCallsApi>("update call").UpdateAsync(id, update, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Changes a deal's attachment. Needs system headers.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<FubAttachment> UpdateDealAttachmentAsync(long id, FubDealAttachmentUpdate update, CancellationToken cancellationToken = default) =>
        (await SystemApi<IFubAttachmentsApi>("update attachment").UpdateAsync(id, update, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Deletes a person, and with it, without an event, its notes, calls and texts (Observed once).</summary>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeletePersonAsync(long id, CancellationToken cancellationToken = default) => Api<IFubPeopleApi>("delete person").DeleteAsync(id, cancellationToken);

    /// <summary>Deletes a deal; it stays readable with the status <c>Deleted</c>. Documented.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteDealAsync(long id, CancellationToken cancellationToken = default) => Api<IFubDealsApi>("delete deal").DeleteAsync(id, cancellationToken);

    /// <summary>Deletes a note.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteNoteAsync(long id, CancellationToken cancellationToken = default) => Api<IFubNotesApi>("delete note").DeleteAsync(id, cancellationToken);

    /// <summary>Deletes a task.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteTaskAsync(long id, CancellationToken cancellationToken = default) => Api<IFubTasksApi>("delete task").DeleteAsync(id, cancellationToken);

    /// <summary>Deletes an appointment.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteAppointmentAsync(long id, CancellationToken cancellationToken = default) => Api<IFubAppointmentsApi>("delete appointment").DeleteAsync(id, cancellationToken);

    /// <summary>Deletes a deal's attachment. Needs system headers.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteDealAttachmentAsync(long id, CancellationToken cancellationToken = default) => SystemApi<IFubAttachmentsApi>("delete attachment").DeleteAsync(id, cancellationToken);

    /// <summary>Deletes a webhook. Needs system headers and the key of the account's owner.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteWebhookAsync(long id, CancellationToken cancellationToken = default) => SystemApi<IFubWebhooksApi>("delete webhook").DeleteAsync(id, cancellationToken);

    /// <summary>Deletes a people stage.</summary>
    /// <param name="id">The record.</param>
    /// <param name="assignStageId">Stage that its people get. The vendor requires it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteStageAsync(long id, long assignStageId, CancellationToken cancellationToken = default) => Api<IFubStagesApi>("delete people stage").DeleteAsync(id, assignStageId, cancellationToken);

    /// <summary>Deletes a user.</summary>
    /// <param name="id">The record.</param>
    /// <param name="assignTo">User that gets what the deleted one has. The vendor requires it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteUserAsync(long id, long assignTo, CancellationToken cancellationToken = default) => Api<IFubUsersApi>("delete user").DeleteAsync(id, assignTo, cancellationToken);

    /// <summary>Deletes an appointment type. Needs the key of the account's owner.</summary>
    /// <param name="id">The record.</param>
    /// <param name="assignTypeId">Type that its appointments get. The vendor requires it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteAppointmentTypeAsync(long id, long assignTypeId, CancellationToken cancellationToken = default) => Api<IFubDefinitionsApi>("delete appointment type").DeleteAppointmentTypeAsync(id, assignTypeId, cancellationToken);

    /// <summary>Deletes an appointment outcome. Needs the key of the account's owner.</summary>
    /// <param name="id">The record.</param>
    /// <param name="assignOutcomeId">Outcome that its appointments get. The vendor requires it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="IntegrationNotFoundException">There is none any more, or not for this key.</exception>
    public Task DeleteAppointmentOutcomeAsync(long id, long assignOutcomeId, CancellationToken cancellationToken = default) => Api<IFubDefinitionsApi>("delete appointment outcome").DeleteAppointmentOutcomeAsync(id, assignOutcomeId, cancellationToken);

    /// <summary>All webhooks of your own system.</summary>
    internal IAsyncEnumerable<ListPage<FubWebhook>> WebhookPages(CancellationToken cancellationToken) => WebhookPages(SystemApi<IFubWebhooksApi>("list webhooks"), name: null, cancellationToken);

    private IAsyncEnumerable<ListPage<FubWebhook>> WebhookPages(IFubWebhooksApi api, FubWebhookEventName? name, CancellationToken cancellationToken) => FubSmallLists.Pages(
        (ask, token) => api.ListAsync(new FubWebhooksQuery { Event = name?.Value, Limit = ask.Limit, Offset = ask.Offset, Next = ask.Next }, token),
        static w => w.Id,
        _options.PageSize,
        cancellationToken);

    /// <summary>Https, or http to this machine: a simulator calls that, the vendor does not.</summary>
    private static void RequireHttps(Uri? url, string parameter)
    {
        bool isSafe = url is { IsAbsoluteUri: true } && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
        if (!isSafe)
        {
            throw new ArgumentException("Follow Up Boss calls https addresses only.", parameter);
        }
    }
}
