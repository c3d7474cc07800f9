using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Deals, archived and deleted ones included: read whole each time, because they carry no change stamp.</summary>
internal sealed class FubDealsSource(FubSourceServices services)
    : FubSource<FubDeal>(services, FubStreams.Deals, new RowMapper<FubDealRecord, FubDealRow>(FubStreams.Deals, static (record, account) => FubDealMapper.Map(record.Deal, account, record.ClosedStage)))
{
    /// <summary>Whether its stage is a closed one stands in the pipelines and not in the deal.</summary>
    public override SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => null;

    protected override IReadOnlyDictionary<string, string> Flags { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["includeArchived"] = "1", ["includeDeleted"] = "1" };

    protected override Task<FubPage<FubDeal>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken) =>
        Services.Api<IFubDealsApi>(call).ListAsync(
            new FubDealsQuery
            {
                Limit = ask.Limit,
                Offset = ask.Offset,
                Next = ask.Next,
                Sort = ask.Sort,
                Id = ask.Ids,
                CreatedAfter = ask.CreatedAfter,
                UpdatedAfter = ask.ChangedAfter,
                IncludeArchived = 1,
                IncludeDeleted = 1,
            },
            cancellationToken);

    protected override Func<VendorCall, long, CancellationToken, Task<FubItem<FubDeal>>> GetItem => (call, id, cancellationToken) =>
        Services.Api<IFubDealsApi>(call).GetAsync(id, cancellationToken);

    protected override long? NumberOf(FubDeal model) => model.Id;

    protected override FubTime? CreationTimeOf(FubDeal model) => model.CreatedAt;

    /// <summary>Loads the pipelines once for each read: only they know which stages are closed ones.</summary>
    protected override async ValueTask<Func<CapturedRecord<FubDeal>, string?, object>> ModelsAsync(VendorCall call, bool isOwnAddress, CancellationToken cancellationToken)
    {
        var closed = new Dictionary<long, bool?>();
        try
        {
            await foreach (ListPage<FubPipeline> page in FubSmallLists.Pipelines(Services, call, cancellationToken).ConfigureAwait(false))
            {
                foreach (FubPipelineStage stage in page.Items.SelectMany(static p => p.Stages ?? []))
                {
                    if (stage.Id is { } id)
                    {
                        closed[id] = stage.ClosedStage;
                    }
                }
            }
        }
        catch (IntegrationAuthorizationException) when (call.Account is { } account)
        {
            FubLog.PipelinesForbidden(Services.Log, account);
        }

        return (record, _) => new FubDealRecord(record.Value!, record.Value!.StageId is { } stage ? closed.GetValueOrDefault(stage) : null);
    }
}
