using System.Runtime.CompilerServices;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// People stages and the stages of all pipelines, as one stream: their id spaces are not known to be disjoint, so the kind is part of the id (<c>people:2</c>, <c>deal:21</c>).
/// An account has some dozens of them, so each read is one page; a read that was cut off begins anew.
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
        (List<SyncRecord> records, DateTimeOffset? serverTime) = await ReadAsync(request.Account, "read page", request.Tally, cancellationToken).ConfigureAwait(false);
        StrategyState after = request.Mode == SyncMode.CreatedSince ? state : state with { Watermark = serverTime ?? state.Watermark };
        yield return new SyncPage(records, after.ToCursor(Descriptor.Name), IsLast: true) { ServerTime = serverTime, ReportedTotal = records.Count, Strategy = "full-sweep" };
    }

    public async Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(ids);
        (List<SyncRecord> records, _) = await ReadAsync(account, "read by id", tally, cancellationToken).ConfigureAwait(false);
        return [.. ids.Distinct().Select(id => records.Find(r => r.Id == id) ?? new SyncRecord { Id = id, Operation = SyncOperation.Delete })];
    }

    public async Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        (List<SyncRecord> records, _) = await ReadAsync(account, "count", tally, cancellationToken).ConfigureAwait(false);
        return new VendorCount(records.Count, NoFlags, IsDerived: true);
    }

    public async IAsyncEnumerable<IReadOnlyList<SourceKey>> ReadKeys(AccountInfo account, RequestTally? tally = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        (List<SyncRecord> records, _) = await ReadAsync(account, "read keys", tally, cancellationToken).ConfigureAwait(false);
        yield return [.. records.Where(static r => r.Id is not null).Select(static r => new SourceKey(r.Id!.Value, null))];
    }

    private static VendorId? Named(string kind, VendorId? id) => id is { } known ? new VendorId($"{kind}:{known.Value}") : null;

    private async Task<(List<SyncRecord> Records, DateTimeOffset? ServerTime)> ReadAsync(AccountInfo account, string operation, RequestTally? tally, CancellationToken cancellationToken)
    {
        VendorCall call = FubSourceServices.Call(account, Descriptor.Name, operation, tally);
        var byId = new Dictionary<VendorId, SyncRecord>();
        var records = new List<SyncRecord>();
        DateTimeOffset? serverTime = null;
        await foreach (FubPage<FubStage> page in FubSmallLists.Stages(services, call, cancellationToken).ConfigureAwait(false))
        {
            serverTime ??= page.ServerTime;
            foreach (CapturedRecord<FubStage> record in page.Records)
            {
                VendorId? id = Named(FubStageMapper.PeopleKind, FubIds.Of(record, static s => s.Id));
                Add(FubRecords.Of(record, id, updatedAt: null, record.Value is { } stage ? new FubStageRecord { PeopleStage = stage } : null));
            }
        }

        await foreach (FubPage<FubPipeline> page in FubSmallLists.Pipelines(services, call, cancellationToken).ConfigureAwait(false))
        {
            serverTime ??= page.ServerTime;
            foreach (CapturedRecord<FubPipeline> pipeline in page.Records)
            {
                AddPipeline(pipeline);
            }
        }

        return (records, serverTime);

        void AddPipeline(CapturedRecord<FubPipeline> pipeline)
        {
            if (pipeline.Value is null)
            {
                // Its stages cannot be told apart, so the pipeline itself is the reject, under an id that no stage has.
                records.Add(new SyncRecord
                {
                    Id = Named("pipeline", FubIds.Of(pipeline, static p => p.Id)),
                    Raw = pipeline.Raw,
                    Original = pipeline.Original,
                    Problem = pipeline.Problem,
                });
                return;
            }

            foreach (CapturedRecord<FubPipelineStage> record in StagesOf(pipeline.Raw))
            {
                VendorId? id = Named(FubStageMapper.DealKind, FubIds.Of(record, static s => s.Id));
                Add(FubRecords.Of(record, id, updatedAt: null, record.Value is { } stage ? new FubStageRecord { DealStage = stage, PipelineId = pipeline.Value.Id } : null));
            }
        }

        void Add(SyncRecord record)
        {
            if (record.Id is not { } id || byId.TryAdd(id, record))
            {
                records.Add(record);
            }
        }
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
