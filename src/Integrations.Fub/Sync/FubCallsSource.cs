using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Calls: by the change filter where it works for the account, otherwise from the newest down.</summary>
internal sealed class FubCallsSource(FubSourceServices services)
    : FubSource<FubCall>(services, FubStreams.Calls, new RowMapper<FubCall, FubCallRow>(FubStreams.Calls, services.Mapping<FubCall, FubCallRow>(FubCallMapper.Map)))
{
    protected override DeltaReading Strategy => Options.CallsStrategy;

    protected override bool HasChangeFilter => true;

    protected override Task<FubPage<FubCall>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken) =>
        Services.Api<IFubCallsApi>(call).ListAsync(
            new FubCallsQuery
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

    protected override Func<VendorCall, long, CancellationToken, Task<FubItem<FubCall>>> GetItem => (call, id, cancellationToken) =>
        Services.Api<IFubCallsApi>(call).GetAsync(id, cancellationToken);

    protected override long? NumberOf(FubCall model) => model.Id;

    protected override FubTime? ChangeTimeOf(FubCall model) => model.Updated;

    protected override FubTime? CreationTimeOf(FubCall model) => model.Created;
}
