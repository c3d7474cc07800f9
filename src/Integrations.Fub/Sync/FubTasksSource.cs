using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Tasks: by the change filter where it works for the account, otherwise from the newest down.</summary>
internal sealed class FubTasksSource(FubSourceServices services)
    : FubSource<FubTask>(services, FubStreams.Tasks, new RowMapper<FubTask, FubTaskRow>(FubStreams.Tasks, FubTaskMapper.Map))
{
    protected override DeltaReading Strategy => Options.TasksStrategy;

    protected override bool HasChangeFilter => true;

    protected override Task<FubPage<FubTask>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken) =>
        Services.Api<IFubTasksApi>(call).ListAsync(
            new FubTasksQuery
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

    protected override Func<VendorCall, long, CancellationToken, Task<FubItem<FubTask>>> GetItem => (call, id, cancellationToken) =>
        Services.Api<IFubTasksApi>(call).GetAsync(id, cancellationToken);

    protected override long? NumberOf(FubTask model) => model.Id;

    protected override FubTime? ChangeTimeOf(FubTask model) => model.Updated;

    protected override FubTime? CreationTimeOf(FubTask model) => model.Created;
}
