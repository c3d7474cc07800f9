using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Events: from the newest down. They do not change in practice, so the change filter is used only when asked for.</summary>
internal sealed class FubEventsSource(FubSourceServices services)
    : FubSource<FubEvent>(services, FubStreams.Events, new RowMapper<FubEvent, FubEventRow>(FubStreams.Events, services.Mapping<FubEvent, FubEventRow>(FubEventMapper.Map)))
{
    protected override DeltaReading Strategy => Options.EventsStrategy;

    protected override Task<FubPage<FubEvent>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken) =>
        Services.Api<IFubEventsApi>(call).ListAsync(
            new FubEventsQuery
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

    protected override Func<VendorCall, long, CancellationToken, Task<FubItem<FubEvent>>> GetItem => (call, id, cancellationToken) =>
        Services.Api<IFubEventsApi>(call).GetAsync(id, cancellationToken);

    protected override long? NumberOf(FubEvent model) => model.Id;

    protected override FubTime? ChangeTimeOf(FubEvent model) => model.Updated;

    protected override FubTime? CreationTimeOf(FubEvent model) => model.Created;
}
