using System.Runtime.CompilerServices;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// People stages and the stages of all pipelines, as one stream: their id spaces are not known to be disjoint, so the kind is part of the id (<c>people:2</c>, <c>deal:21</c>).
/// The pipelines come with the last page of people stages: an account has some dozens of both, which is one page.
/// </summary>
internal sealed class FubStagesSource(FubSourceServices services) : ISyncSource
{
    private static readonly IReadOnlyDictionary<string, string> NoFlags = new Dictionary<string, string>(StringComparer.Ordinal);

    public SyncStreamDescriptor Descriptor => FubStreams.Stages;

    public IRowMapper Mapper { get; } = new RowMapper<FubStageRecord, FubStageRow>(FubStreams.Stages, FubStageMapper.Map);

    public async IAsyncEnumerable<SyncPage> ReadPages(SyncRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        StrategyState state = StrategyState.FromCursor(request.Cursor, Descriptor.Name);
        VendorCall call = services.Call(request.Account, Descriptor.Name, "read page", request.Tally);
        await foreach ((ListWalkPage<FubStage> page, List<SyncRecord> records, long? total) in Pages(request.Account, call, state, cancellationToken).ConfigureAwait(false))
        {
            StrategyState after = request.Mode == SyncMode.CreatedSince ? page.After.WithMarksOf(state) : page.After;
            yield return new SyncPage(records, after.ToCursor(Descriptor.Name), page.IsLast)
            {
                ServerTime = page.Page?.ServerTime,
                ReportedTotal = total,
                Strategy = page.Strategy,
                Watermark = after.Watermark,
            };
        }
    }

    public async Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
        {
            return [];
        }

        List<SyncRecord> records = await AllAsync(account, "read by id", tally, cancellationToken).ConfigureAwait(false);
        return [.. ids.Distinct().Select(id => records.Find(r => r.Id == id) ?? new SyncRecord { Id = id, Operation = SyncOperation.Delete })];
    }

    /// <summary>A deal stage does not say which pipeline it stands in.</summary>
    public SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) =>
        id is { } known && known.Value.StartsWith(FubStageMapper.PeopleKind + ":", StringComparison.Ordinal) ? PeopleStage(CapturedJson.ReadRecord(payload, FubJsonContext.Of<FubStage>())) : null;

    public async Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        List<SyncRecord> records = await AllAsync(account, "count", tally, cancellationToken).ConfigureAwait(false);
        return new VendorCount(records.Count, NoFlags, IsDerived: true);
    }

    public async IAsyncEnumerable<KeyPage> ReadKeys(
        AccountInfo account, SyncCursor? cursor = null, RequestTally? tally = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        List<SyncRecord> records = await AllAsync(account, "read keys", tally, cancellationToken).ConfigureAwait(false);
        yield return new KeyPage(
            [.. records.Where(static r => r.Id is not null).Select(static r => new SourceKey(r.Id!.Value, null))], StrategyState.Initial.ToCursor(Descriptor.Name), IsLast: true);
    }

    private static VendorId? Named(string kind, VendorId? id) => id is { } known ? new VendorId($"{kind}:{known.Value}") : null;

    private async Task<List<SyncRecord>> AllAsync(AccountInfo account, string operation, RequestTally? tally, CancellationToken cancellationToken)
    {
        var all = new List<SyncRecord>();
        VendorCall call = services.Call(account, Descriptor.Name, operation, tally);
        await foreach ((_, List<SyncRecord> records, _) in Pages(account, call, StrategyState.Initial, cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(records);
        }

        return all;
    }

    /// <summary>Pages of people stages, the last one with the stages of all pipelines and the number of both.</summary>
    private async IAsyncEnumerable<(ListWalkPage<FubStage> Page, List<SyncRecord> Records, long? Total)> Pages(
        AccountInfo account,
        VendorCall call,
        StrategyState state,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IFubStagesApi api = services.Api<IFubStagesApi>(call);
        var walk = new ListWalk<FubStage>(services, account, Descriptor.Name)
        {
            List = (ask, token) => FubPager.ReadAsync(
                FubPager.Ask(ask, changeSort: null),
                (a, t) => api.ListAsync(new FubListQuery { Limit = a.Limit, Offset = a.Offset, Next = a.Next }, t),
                token),
            Mark = static s => s.Id is { } id and > 0 ? new RecordMark(VendorId.From(id), null, null, id) : null,
            Strategy = DeltaReading.FullSweep,
        };

        // Pages by offset share rows with the page before.
        var seen = new HashSet<VendorId>();
        await foreach (ListWalkPage<FubStage> page in walk.Pages(SyncMode.Full, state, since: null, cancellationToken).ConfigureAwait(false))
        {
            List<SyncRecord> records = [.. (page.Page?.Records ?? []).Select(PeopleStage).Where(IsNew)];
            if (!page.IsLast)
            {
                yield return (page, records, null);
                continue;
            }

            List<SyncRecord> dealStages = [.. (await DealStagesAsync(call, cancellationToken).ConfigureAwait(false)).Where(IsNew)];
            yield return (page, [.. records, .. dealStages], page.Page?.Total + dealStages.Count);
        }

        bool IsNew(SyncRecord record) => record.Id is not { } id || seen.Add(id);
    }

    private static SyncRecord PeopleStage(CapturedRecord<FubStage> record) => FubRecords.Of(
        record,
        Named(FubStageMapper.PeopleKind, FubIds.Of(record, static s => s.Id)),
        updatedAt: null,
        record.Value is { } stage ? new FubStageRecord { PeopleStage = stage } : null);

    private static SyncRecord DealStage(CapturedRecord<FubPipelineStage> record, long? pipeline) => FubRecords.Of(
        record,
        Named(FubStageMapper.DealKind, FubIds.Of(record, static s => s.Id)),
        updatedAt: null,
        record.Value is { } stage ? new FubStageRecord { DealStage = stage, PipelineId = pipeline } : null);

    private async Task<List<SyncRecord>> DealStagesAsync(VendorCall call, CancellationToken cancellationToken)
    {
        var records = new List<SyncRecord>();
        await foreach (ListPage<FubPipeline> page in FubSmallLists.Pipelines(services, call, cancellationToken).ConfigureAwait(false))
        {
            foreach (CapturedRecord<FubPipeline> pipeline in page.Records)
            {
                if (pipeline.Value is { } value)
                {
                    records.AddRange(StagesOf(pipeline.Raw).Select(stage => DealStage(stage, value.Id)));
                }
                else
                {
                    // Its stages cannot be told apart, so the pipeline itself is the reject, under an id that no stage has.
                    records.Add(FubRecords.Of(pipeline, Named("pipeline", FubIds.Of(pipeline, static p => p.Id)), updatedAt: null, model: null));
                }
            }
        }

        return records;
    }

    private static IReadOnlyList<CapturedRecord<FubPipelineStage>> StagesOf(ReadOnlyMemory<byte> pipeline)
    {
        bool hasStages = false;
        var reader = new Utf8JsonReader(pipeline.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isStages = reader.ValueTextEquals("stages"u8);
            reader.Read();
            hasStages |= isStages && reader.TokenType == JsonTokenType.StartArray;
            reader.Skip();
        }

        return hasStages
            ? CapturedJson.ReadPage(pipeline, FubJsonContext.Default.FubPipelineStage, static path => string.Equals(path, "stages", StringComparison.Ordinal)).Records
            : [];
    }
}
