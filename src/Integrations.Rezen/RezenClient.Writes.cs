using System.Net.Http.Headers;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <content>The writes.</content>
public sealed partial class RezenClient
{
    /// <summary>Begins a draft. Made twice, it begins two. The id of a draft is not that of the transaction that comes of it.</summary>
    /// <param name="isListing">True for a listing, false for a transaction.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<RezenWriteResult<RezenDraft>> CreateDraftAsync(bool isListing, CancellationToken cancellationToken = default) =>
        Drafts("create draft").CreateAsync(isListing ? "LISTING" : "TRANSACTION", cancellationToken);

    /// <summary>Begins a draft of the deal of a listing, by the listing's id. Made twice, it begins two. The only way to a deal that is linked to its listing (Observed).</summary>
    public Task<RezenWriteResult<RezenDraft>> CreateDraftFromListingAsync(string listingId, CancellationToken cancellationToken = default) =>
        Drafts("create draft from listing").BeginFromListingAsync(listingId, cancellationToken);

    /// <summary>Throws a draft away.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none any more.</exception>
    public Task DeleteDraftAsync(string draftId, CancellationToken cancellationToken = default) => Drafts("delete draft").DeleteAsync(draftId, cancellationToken);

    /// <summary>Sets the address of a draft.</summary>
    public Task<RezenWriteResult<RezenDraft>> SetDraftLocationAsync(string draftId, RezenDraftLocation location, CancellationToken cancellationToken = default) =>
        Drafts("set draft location").SetLocationAsync(draftId, location, cancellationToken);

    /// <summary>Sets price, commission and dates of a draft. Percentages here are whole numbers.</summary>
    public Task<RezenWriteResult<RezenDraft>> SetDraftPriceAsync(string draftId, RezenDraftPrice price, CancellationToken cancellationToken = default) =>
        Drafts("set draft price").SetPriceAsync(draftId, price, cancellationToken);

    /// <summary>Sets buyers and sellers of a draft.</summary>
    /// <exception cref="ArgumentException">There are no sellers, which the vendor refuses.</exception>
    public Task<RezenWriteResult<RezenDraft>> SetDraftPartiesAsync(string draftId, RezenDraftParties parties, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parties);
        return parties.Sellers.Count > 0
            ? Drafts("set draft parties").SetPartiesAsync(draftId, parties, cancellationToken)
            : throw new ArgumentException("A draft needs at least one seller.", nameof(parties));
    }

    /// <summary>Sets the owning agent of a draft. To be done after its address (Observed).</summary>
    public Task<RezenWriteResult<RezenDraft>> SetDraftOwnerAsync(string draftId, RezenDraftOwner owner, CancellationToken cancellationToken = default) =>
        Drafts("set draft owner").SetOwnerAsync(draftId, owner, cancellationToken);

    /// <summary>Sets the parts of the commission of a draft.</summary>
    /// <exception cref="ArgumentException">The parts are percentages and do not sum up to 100, which the vendor refuses.</exception>
    public Task<RezenWriteResult<RezenDraft>> SetDraftSplitsAsync(string draftId, IReadOnlyList<RezenDraftSplit> splits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(splits);
        return splits.Any(static s => !s.Commission.PercentEnabled) || splits.Sum(static s => s.Commission.CommissionPercent?.Value ?? 0) == 100
            ? Drafts("set draft splits").SetSplitsAsync(draftId, splits, cancellationToken)
            : throw new ArgumentException("The percentages of all parts must sum up to 100.", nameof(splits));
    }

    /// <summary>Sets who pays the commission of a draft. The names in the form besides the role are assumed.</summary>
    public async Task<RezenWriteResult<RezenDraft>> SetDraftPayerAsync(string draftId, RezenDraftPayer payer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(payer);
        using MultipartFormDataContent form = Form(
            ("role", payer.Role.Value), ("firstName", payer.FirstName), ("lastName", payer.LastName), ("companyName", payer.CompanyName), ("email", payer.Email), ("phoneNumber", payer.PhoneNumber));
        return await Drafts("set draft payer").SetPayerAsync(draftId, form, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says whether a draft is the agent's own deal. A required step; its names are assumed.</summary>
    public Task<RezenWriteResult<RezenDraft>> SetDraftPersonalDealAsync(string draftId, RezenDraftPersonalDeal personalDeal, CancellationToken cancellationToken = default) =>
        Drafts("set draft personal deal").SetPersonalDealAsync(draftId, personalDeal, cancellationToken);

    /// <summary>Sets further fees of a draft. A required step; its names are assumed.</summary>
    public Task<RezenWriteResult<RezenDraft>> SetDraftFeesAsync(string draftId, RezenDraftFees fees, CancellationToken cancellationToken = default) =>
        Drafts("set draft fees").SetFeesAsync(draftId, fees, cancellationToken);

    /// <summary>Says whether the lead of a draft came from Opcity. A required step.</summary>
    public Task<RezenWriteResult<RezenDraft>> SetDraftOpcityAsync(string draftId, bool isOpcity, CancellationToken cancellationToken = default) =>
        Drafts("set draft opcity").SetOpcityAsync(draftId, isOpcity, cancellationToken);

    /// <summary>Sets the title company of a draft. A required step; its names are assumed.</summary>
    public Task<RezenWriteResult<RezenDraft>> SetDraftTitleAsync(string draftId, RezenDraftTitle title, CancellationToken cancellationToken = default) =>
        Drafts("set draft title").SetTitleAsync(draftId, title, cancellationToken);

    /// <summary>
    /// Makes the transaction or listing of a draft. Its id is new: use that of the answer, not the draft's. Never repeated by itself; after <see cref="IntegrationOutcomeUnknownException"/> look
    /// whether the draft is still there.
    /// </summary>
    public Task<RezenWriteResult<RezenTransaction>> SubmitDraftAsync(string draftId, CancellationToken cancellationToken = default) =>
        Drafts("submit draft").SubmitAsync(draftId, cancellationToken);

    /// <summary>Moves a listing to another state, for example into contract.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or the deal made from it is not submitted yet (vendor code <c>no_open_transaction</c>).</exception>
    public Task<RezenWriteResult<RezenTransaction>> TransitionListingAsync(string listingId, RezenLifecycleState state, CancellationToken cancellationToken = default) =>
        Transactions("move listing").TransitionAsync(listingId, state.Value, cancellationToken);

    /// <summary>Asks for the termination of a transaction, as <see cref="RezenOptions.TerminationCall"/> says.</summary>
    public Task<RezenWriteResult<RezenTransaction>> RequestTerminationAsync(string transactionId, CancellationToken cancellationToken = default) => _options.TerminationCall == RezenTerminationCall.Put
        ? Transactions("request termination").PutTerminationAsync(transactionId, cancellationToken)
        : Transactions("request termination").PostTerminationAsync(transactionId, cancellationToken);

    /// <summary>Takes back the wish for the termination of a transaction.</summary>
    public Task<RezenWriteResult<RezenTransaction>> UndoTerminationRequestAsync(string transactionId, CancellationToken cancellationToken = default) =>
        Transactions("undo termination request").UndoTerminationAsync(transactionId, cancellationToken);

    /// <summary>Adds a participant to a transaction. Made twice, it adds two. Partly for administrators only.</summary>
    public Task<RezenWriteResult<RezenTransaction>> AddParticipantAsync(string transactionId, RezenNewParticipant participant, CancellationToken cancellationToken = default) =>
        Transactions("add participant").AddParticipantAsync(transactionId, participant, cancellationToken);

    /// <summary>Changes what is set of a participant. Percentages here are fractions.</summary>
    public Task<RezenWriteResult<RezenTransaction>> UpdateParticipantAsync(
        string transactionId, string participantId, RezenParticipantUpdate update, CancellationToken cancellationToken = default) =>
        Transactions("update participant").UpdateParticipantAsync(transactionId, participantId, update, cancellationToken);

    /// <summary>Makes a referral and its payment. Made twice, it pays two.</summary>
    public Task<RezenWriteResult<RezenReferralResult>> CreateReferralAsync(string agentId, RezenNewReferral referral, CancellationToken cancellationToken = default) =>
        Api<IRezenReferralsApi>(Endpoints.Referrals, "create referral").CreateAsync(agentId, referral, cancellationToken);

    /// <summary>Makes a buyer record. Made twice, it makes two.</summary>
    public Task<RezenWriteResult<RezenBuyerRecord>> CreateBuyerRecordAsync(RezenNewBuyerRecord record, CancellationToken cancellationToken = default) =>
        BuyerRecords("create buyer record").CreateAsync(record, cancellationToken);

    /// <summary>Begins a draft of the deal of a buyer record. Made twice, it begins two.</summary>
    public Task<RezenWriteResult<RezenDraft>> CreateDraftFromBuyerRecordAsync(string recordId, CancellationToken cancellationToken = default) =>
        BuyerRecords("create draft from buyer record").BeginTransactionAsync(recordId, cancellationToken);

    /// <summary>Adds a document to a line of a checklist. Made twice, it adds two.</summary>
    /// <param name="itemId">The line.</param>
    /// <param name="document">The document.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<RezenWriteResult<RezenDocument>> UploadDocumentAsync(string itemId, RezenNewDocument document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        using MultipartFormDataContent form = Form(
            ("name", document.Name), ("description", document.Description), ("uploaderId", document.UploaderId), ("transactionId", document.TransactionId));
        var file = new ReadOnlyMemoryContent(document.Content);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(document.ContentType);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = Quoted("file"), FileName = Quoted(document.FileName) };
        form.Add(file);
        return await Checklists("upload document").UploadAsync(itemId, form, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ticks a line of a checklist, or takes the tick away.</summary>
    public Task<RezenWriteResult<RezenChecklistItem>> CompleteChecklistItemAsync(string itemId, bool isComplete = true, CancellationToken cancellationToken = default) =>
        Checklists("complete checklist item").CompleteAsync(itemId, isComplete, cancellationToken);

    /// <summary>Makes a key of the user. Made twice, it makes two. The answer alone holds the key.</summary>
    public async Task<RezenApiKey> CreateApiKeyAsync(RezenNewApiKey key, CancellationToken cancellationToken = default) =>
        Required(await ApiKeys("create API key").CreateAsync(key, cancellationToken).ConfigureAwait(false));

    /// <summary>Removes a key of the user. Removing the account's own key ends the account.</summary>
    public Task DeleteApiKeyAsync(string keyId, CancellationToken cancellationToken = default) => ApiKeys("delete API key").DeleteAsync(new RezenApiKeyReference(keyId), cancellationToken);

    /// <summary>
    /// A form of the fields that have a value. It sets its own content type, which must not be JSON. Names are quoted, as browsers do it: .NET's own form leaves them bare and adds a second file name,
    /// which not every reader of forms survives.
    /// </summary>
    private static MultipartFormDataContent Form(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var form = new MultipartFormDataContent();
        foreach ((string name, string? value) in fields)
        {
            if (value is not null)
            {
                form.Add(new StringContent(value) { Headers = { ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = Quoted(name) } } });
            }
        }

        return form;
    }

    private static string Quoted(string text) => $"\"{string.Concat(text.Select(static c => c is '"' or '\\' || char.IsControl(c) ? '_' : c))}\"";
}
