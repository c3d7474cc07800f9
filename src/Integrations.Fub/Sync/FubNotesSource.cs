using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Notes: by the change filter where it works for the account, otherwise from the newest down.</summary>
internal sealed class FubNotesSource(FubSourceServices services)
    : FubSource<FubNote>(services, FubStreams.Notes, new RowMapper<FubNote, FubNoteRow>(FubStreams.Notes, services.Mapping<FubNote, FubNoteRow>(FubNoteMapper.Map)))
{
    protected override DeltaReading Strategy => Options.NotesStrategy;

    protected override bool HasChangeFilter => true;

    protected override Task<FubPage<FubNote>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken) =>
        Services.Api<IFubNotesApi>(call).ListAsync(
            new FubNotesQuery
            {
                Limit = ask.Limit,
                Offset = ask.Offset,
                Next = ask.Next,
                Sort = ask.Sort,
                Id = ask.Ids,
                CreatedAfter = ask.CreatedAfter,
                UpdatedAfter = ask.ChangedAfter,
            },
            cancellationToken);

    // Without replies and reactions, as the list gives it: the two must hash alike.
    protected override Func<VendorCall, long, CancellationToken, Task<FubItem<FubNote>>> GetItem => (call, id, cancellationToken) =>
        Services.Api<IFubNotesApi>(call).GetAsync(id, includeThreadedReplies: null, includeReactions: null, cancellationToken);

    protected override long? NumberOf(FubNote model) => model.Id;

    protected override FubTime? ChangeTimeOf(FubNote model) => model.Updated;

    protected override FubTime? CreationTimeOf(FubNote model) => model.Created;
}
