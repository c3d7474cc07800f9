using System.Globalization;
using System.Runtime.CompilerServices;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What the sources of plain lists share.</summary>
/// <typeparam name="T">Wire model.</typeparam>
internal abstract class FubSource<T>(FubSourceServices services, SyncStreamDescriptor descriptor, IRowMapper mapper) : ISyncSource
    where T : class
{
    private static readonly IReadOnlyDictionary<string, string> NoFlags = new Dictionary<string, string>(StringComparer.Ordinal);

    public SyncStreamDescriptor Descriptor => descriptor;

    public IRowMapper Mapper => mapper;

    protected FubSourceServices Services => services;

    protected FubOptions Options => services.Options;

    /// <summary>How changes are read.</summary>
    protected virtual FubDeltaStrategy Strategy => FubDeltaStrategy.FullSweep;

    /// <summary>True when the list documents a change filter.</summary>
    protected virtual bool HasChangeFilter => false;

    /// <summary>Sort word for last changed first. Null when the list does not know that order.</summary>
    protected virtual string? ChangeSort => null;

    /// <summary>True when the list takes identifiers. It may ignore them all the same, so the answer is checked.</summary>
    protected virtual bool CanListByIds => true;

    /// <summary>True when the list knows <c>createdAfter</c>.</summary>
    protected virtual bool HasCreatedFilter => true;

    /// <summary>Asks for one record at its own address. Null where the vendor has none.</summary>
    protected virtual Func<VendorCall, long, CancellationToken, Task<FubItem<T>>>? Get => null;

    /// <summary>Flags under which the list reports.</summary>
    protected virtual IReadOnlyDictionary<string, string> Flags => NoFlags;

    /// <inheritdoc/>
    public async IAsyncEnumerable<SyncPage> ReadPages(SyncRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        StrategyState state = StrategyState.FromCursor(request.Cursor, descriptor.Name);
        VendorCall call = FubSourceServices.Call(request.Account, descriptor.Name, "read page", request.Tally);
        Func<T, object>? model = null;

        // A list that cannot be asked for new records is read whole.
        DateTimeOffset? since = request.Mode == SyncMode.CreatedSince && !HasCreatedFilter ? null : request.Since;
        await foreach (FubWalkPage<T> page in Walk(call, request.Account).Pages(request.Mode, state, since, cancellationToken).ConfigureAwait(false))
        {
            // Only once the list itself has answered: an account that may not read it is not asked for what goes with it.
            model ??= await ModelsAsync(call, cancellationToken).ConfigureAwait(false);
            StrategyState after = request.Mode == SyncMode.CreatedSince ? page.After with { Watermark = state.Watermark, HighestId = state.HighestId } : page.After;
            yield return new SyncPage(Records(page.Page, model), after.ToCursor(descriptor.Name), page.IsLast)
            {
                ServerTime = page.Page?.ServerTime,
                ReportedTotal = page.Page?.Total,
                Strategy = page.Strategy,
                Watermark = after.Watermark,
            };
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(ids);
        FubIds.Check(ids);
        if (ids.Count == 0)
        {
            return [];
        }

        VendorCall call = FubSourceServices.Call(account, descriptor.Name, "read by id", tally);
        Func<T, object> model = await ModelsAsync(call, cancellationToken).ConfigureAwait(false);
        var found = new List<SyncRecord>();
        var missing = new HashSet<VendorId>(ids);
        if (Get is null)
        {
            await foreach (FubWalkPage<T> page in Walk(call, account).Pages(SyncMode.Full, StrategyState.Initial, since: null, cancellationToken).ConfigureAwait(false))
            {
                Take(page.Page);
            }
        }
        else if (CanListByIds && ids.Count > 1)
        {
            Take(await ListAsync(call, new FubAsk { Limit = ids.Count, Ids = string.Join(',', ids) }, cancellationToken).ConfigureAwait(false));
        }

        // Absence from a part of a list is no proof; only the record's own address is, or the whole list where records have none.
        foreach (VendorId id in ids)
        {
            if (missing.Remove(id))
            {
                found.Add(Get is { } get ? await ReadOneAsync(call, id, get, model, cancellationToken).ConfigureAwait(false) : new SyncRecord { Id = id, Operation = SyncOperation.Delete });
            }
        }

        return found;

        // The vendor ignores query words that it does not know: a record that was not asked for is left out.
        void Take(FubPage<T>? page) => found.AddRange(Records(page, model).Where(record => record.Id is { } id && missing.Remove(id)));
    }

    /// <inheritdoc/>
    public virtual async Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        VendorCall call = FubSourceServices.Call(account, descriptor.Name, "count", tally);
        FubPage<T> page = await ListAsync(call, new FubAsk { Limit = 1, KeysOnly = true }, cancellationToken).ConfigureAwait(false);
        return page.Total is { } total ? new VendorCount(total, Flags) : null;
    }

    /// <inheritdoc/>
    public virtual SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => Record(CapturedJson.ReadRecord(payload, FubJsonContext.Of<T>()), static model => model);

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeyPage> ReadKeys(
        AccountInfo account,
        SyncCursor? cursor = null,
        RequestTally? tally = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        VendorCall call = FubSourceServices.Call(account, descriptor.Name, "read keys", tally);
        StrategyState begin = StrategyState.FromCursor(cursor, descriptor.Name);
        await foreach (FubWalkPage<T> page in Walk(call, account, keysOnly: true).Pages(SyncMode.Full, begin, since: null, cancellationToken).ConfigureAwait(false))
        {
            List<SourceKey> keys = [];
            foreach (SyncRecord record in Records(page.Page, static m => m))
            {
                if (record.Id is { } id)
                {
                    keys.Add(new SourceKey(id, record.VendorUpdatedAt));
                }
            }

            yield return new KeyPage(keys, page.After.ToCursor(descriptor.Name), page.IsLast);
        }
    }

    /// <summary>Asks for a page of the list.</summary>
    protected abstract Task<FubPage<T>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken);

    /// <summary>The vendor's id.</summary>
    protected abstract long? IdOf(T model);

    /// <summary>Change stamp. Null where the vendor has none.</summary>
    protected virtual FubTime? ChangedOf(T model) => null;

    /// <summary>Creation stamp. Null where the vendor has none.</summary>
    protected virtual FubTime? CreatedOf(T model) => null;

    /// <summary>What turns a wire model into the model that the mapper takes; loads what that needs once for each read.</summary>
    protected virtual ValueTask<Func<T, object>> ModelsAsync(VendorCall call, CancellationToken cancellationToken) => new(static model => model);

    private FubWalk<T> Walk(VendorCall call, AccountInfo account, bool keysOnly = false) => new(services, account, descriptor.Name)
    {
        List = (ask, token) => ListAsync(call, ask, token),
        Mark = MarkOf,
        Strategy = Strategy,
        ChangeSort = ChangeSort,
        HasChangeFilter = HasChangeFilter,
        KeysOnly = keysOnly,
    };

    private RecordMark? MarkOf(T model) =>
        IdOf(model) is { } id and > 0 ? new RecordMark(VendorId.From(id), ChangedOf(model)?.Instant, CreatedOf(model)?.Instant, id) : null;

    private SyncRecord[] Records(FubPage<T>? page, Func<T, object> model) => page is null ? [] : [.. page.Records.Select(record => Record(record, model))];

    private SyncRecord Record(CapturedRecord<T> record, Func<T, object> model) => FubRecords.Of(
        record,
        FubIds.Of(record, IdOf),
        record.Value is { } value ? ChangedOf(value)?.Instant : null,
        record.Value is { } wire ? model(wire) : null);

    private async Task<SyncRecord> ReadOneAsync(VendorCall call, VendorId id, Func<VendorCall, long, CancellationToken, Task<FubItem<T>>> get, Func<T, object> model, CancellationToken cancellationToken)
    {
        try
        {
            FubItem<T> item = await get(call, long.Parse(id.Value, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
            SyncRecord record = Record(item.Record, model);
            return record.Id == id ? record : throw new IntegrationProtocolException($"{descriptor.Name}: the vendor answered with another record than the one asked for.");
        }
        catch (IntegrationNotFoundException)
        {
            return new SyncRecord { Id = id, Operation = SyncOperation.Delete };
        }
    }
}
