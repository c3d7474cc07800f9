using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Groups: read whole each time. The vendor has no address for one group.</summary>
internal sealed class FubGroupsSource(FubSourceServices services)
    : FubSource<FubGroup>(services, FubStreams.Groups, new RowMapper<FubGroup, FubGroupRow>(FubStreams.Groups, FubGroupMapper.Map))
{
    protected override bool CanListByIds => false;

    protected override bool HasCreatedFilter => false;

    protected override Task<FubPage<FubGroup>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken) =>
        Services.Api<IFubGroupsApi>(call).ListAsync(
            new FubGroupsQuery
            {
                Limit = ask.Limit,
                Offset = ask.Offset,
                Next = ask.Next,
                Sort = ask.Sort,
            },
            cancellationToken);

    protected override long? NumberOf(FubGroup model) => model.Id;
}
