using System.Runtime.CompilerServices;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// What the sources of plain lists share: pages with records, reading by id, counting, keys. A vendor says how it is asked and what an id is; a stream says which list it is.
/// </summary>
/// <typeparam name="T">Wire model.</typeparam>
/// <param name="services">What the source has.</param>
/// <param name="descriptor">The stream.</param>
/// <param name="mapper">The stream's mapper.</param>
public abstract class ListSource<T>(SourceServices services, SyncStreamDescriptor descriptor, IRowMapper mapper) : ISyncSource
    where T : class
{
    /// <summary>Records that are asked for one by one, or in one question.</summary>
    private const int IdsPerQuestion = 100;

    /// <summary>Records that are looked up in the whole list: as many as one transaction should write.</summary>
    private const int IdsPerWholeList = 5_000;

    private static readonly IReadOnlyDictionary<string, string> NoFlags = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public SyncStreamDescriptor Descriptor => descriptor;

    /// <inheritdoc/>
    public IRowMapper Mapper => mapper;

    /// <inheritdoc/>
    public virtual string? NotConfigured => null;

    /// <inheritdoc/>
    public virtual int IdsPerRead => GetOne is null ? IdsPerWholeList : IdsPerQuestion;

    /// <summary>How changes are read.</summary>
    protected virtual DeltaReading Strategy => DeltaReading.FullSweep;

    /// <summary>True when the list documents a change filter.</summary>
    protected virtual bool HasChangeFilter => false;

    /// <summary>True when the list knows the order by change, last changed first.</summary>
    protected virtual bool HasChangeOrder => false;

    /// <summary>True when the list takes identifiers. It may ignore them all the same, so the answer is checked.</summary>
    protected virtual bool CanListByIds => false;

    /// <summary>True when the list knows a filter by creation.</summary>
    protected virtual bool HasCreatedFilter => false;

    /// <summary>Asks for one record at its own address. Null where the vendor has none.</summary>
    protected virtual Func<VendorCall, AccountInfo, VendorId, CancellationToken, Task<CapturedRecord<T>>>? GetOne => null;

    /// <summary>Flags under which the list reports.</summary>
    protected virtual IReadOnlyDictionary<string, string> Flags => NoFlags;

    /// <summary>How the list is read.</summary>
    protected virtual ListRules Rules => services.Rules;

    /// <inheritdoc/>
    public async IAsyncEnumerable<SyncPage> ReadPages(SyncRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        StrategyState state = StrategyState.FromCursor(request.Cursor, descriptor.Name);
        VendorCall call = services.Call(request.Account, descriptor.Name, "read page", request.Tally);
        Func<CapturedRecord<T>, string?, object>? models = null;
        IReadOnlyList<CapturedRecord<T>> before = [];

        // A list that cannot be asked for new records is read whole.
        DateTimeOffset? since = request.Mode == SyncMode.CreatedSince && !HasCreatedFilter ? null : request.Since;
        ListWalk<T> walk = await WalkAsync(call, request.Account, keysOnly: false, cancellationToken).ConfigureAwait(false);
        await foreach (ListWalkPage<T> page in walk.Pages(request.Mode, state, since, cancellationToken).ConfigureAwait(false))
        {
            // Only once the list itself has answered: an account that may not read it is not asked for what goes with it.
            models ??= await ModelsAsync(call, isOwnAddress: false, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<CapturedRecord<T>> rows = page.Page?.Records ?? [];
            IReadOnlyList<CapturedRecord<T>> fresh = page.Ask.Offset > 0 ? Fresh(rows, before) : rows;
            before = rows;
            StrategyState after = request.Mode == SyncMode.CreatedSince ? page.After.WithMarksOf(state) : page.After;
            IReadOnlyList<SyncRecord> records = await RecordsAsync(request.Account, call, fresh, page, models, cancellationToken).ConfigureAwait(false);
            if (records.Count == 0 && !page.IsLast)
            {
                // Nothing to store: the place goes on with the next page.
                continue;
            }

            yield return new SyncPage(records, after.ToCursor(descriptor.Name), page.IsLast)
            {
                ServerTime = page.Page?.ServerTime,
                ReportedTotal = page.Ask.Part is null ? page.Page?.Total : null,
                Strategy = page.Strategy,
                Watermark = after.Watermark,
                PartsRead = after.PartsRead,
            };
        }
    }

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(ids);
        CheckIds(ids);
        if (ids.Count == 0)
        {
            return [];
        }

        VendorCall call = services.Call(account, descriptor.Name, "read by id", tally);
        Func<CapturedRecord<T>, string?, object> models = await ModelsAsync(call, isOwnAddress: GetOne is not null && !CanListByIds, cancellationToken).ConfigureAwait(false);
        var found = new List<SyncRecord>();
        var missing = new HashSet<VendorId>(ids);
        if (GetOne is null)
        {
            ListWalk<T> walk = await WalkAsync(call, account, keysOnly: false, cancellationToken).ConfigureAwait(false);
            await foreach (ListWalkPage<T> page in walk.Pages(SyncMode.Full, StrategyState.Initial, since: null, cancellationToken).ConfigureAwait(false))
            {
                if (page.Page is { } read)
                {
                    Take(read, page.Ask.Part);
                }

                if (missing.Count == 0)
                {
                    break;
                }
            }
        }
        else if (CanListByIds && ids.Count > 1)
        {
            Take(await ListAsync(call, account, new ListAsk { Limit = ids.Count, Ids = ids }, cancellationToken).ConfigureAwait(false), part: null);
        }

        // Absence from a part of a list is no proof; only the record's own address is, or the whole list where records have none.
        foreach (VendorId id in ids)
        {
            if (missing.Remove(id))
            {
                found.Add(GetOne is { } get ? await ReadOneAsync(call, account, id, get, models, cancellationToken).ConfigureAwait(false) : new SyncRecord { Id = id, Operation = SyncOperation.Delete });
            }
        }

        return found;

        // Vendors ignore query words that they do not know: a record that was not asked for is left out.
        void Take(ListPage<T> page, string? part) => found.AddRange(page.Records.Select(record => Record(account, record, models, part)).Where(record => record.Id is { } id && missing.Remove(id)));
    }

    /// <inheritdoc/>
    public virtual async Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        VendorCall call = services.Call(account, descriptor.Name, "count", tally);
        if (await PartsAsync(call, account, cancellationToken).ConfigureAwait(false) is not { } parts)
        {
            return await TotalAsync(call, account, part: null, cancellationToken).ConfigureAwait(false) is { } total ? new VendorCount(total, Flags) : null;
        }

        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string part in parts)
        {
            if (await TotalAsync(call, account, part, cancellationToken).ConfigureAwait(false) is not { } total)
            {
                return null;
            }

            totals[part] = total;
        }

        return new VendorCount(totals.Values.Sum(), Flags) { Parts = totals };
    }

    /// <inheritdoc/>
    public virtual SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => null;

    /// <inheritdoc/>
    public virtual async IAsyncEnumerable<KeyPage> ReadKeys(
        AccountInfo account,
        SyncCursor? cursor = null,
        RequestTally? tally = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        VendorCall call = services.Call(account, descriptor.Name, "read keys", tally);
        StrategyState begin = StrategyState.FromCursor(cursor, descriptor.Name);
        IReadOnlyList<CapturedRecord<T>> before = [];
        ListWalk<T> walk = await WalkAsync(call, account, keysOnly: true, cancellationToken).ConfigureAwait(false);
        await foreach (ListWalkPage<T> page in walk.Pages(SyncMode.Full, begin, since: null, cancellationToken).ConfigureAwait(false))
        {
            List<SourceKey> keys = [];
            IReadOnlyList<CapturedRecord<T>> rows = page.Page?.Records ?? [];
            foreach (CapturedRecord<T> record in page.Ask.Offset > 0 ? Fresh(rows, before) : rows)
            {
                if (IdOf(account, record, page.Ask.Part) is { } id)
                {
                    keys.Add(new SourceKey(id, record.Value is { } model ? ChangedOf(model) : null));
                }
            }

            before = rows;
            yield return new KeyPage(keys, page.After.ToCursor(descriptor.Name), page.IsLast);
        }
    }

    /// <summary>Asks for a page of the list.</summary>
    protected abstract Task<ListPage<T>> ListAsync(VendorCall vendorCall, AccountInfo account, ListAsk ask, CancellationToken cancellationToken);

    /// <summary>The vendor's id of a record, also of one whose model could not be read. Null makes it a reject.</summary>
    protected abstract VendorId? IdOf(CapturedRecord<T> record);

    /// <summary>The vendor's id of a model. Null makes it a reject.</summary>
    protected abstract VendorId? IdOf(T model);

    /// <summary>The id under which a record is kept. By default the vendor's; a stream whose records have none, or share it between lists, makes one.</summary>
    protected virtual VendorId? IdOf(AccountInfo account, CapturedRecord<T> record, string? part) => IdOf(record);

    /// <summary>Refuses identifiers that no record of the vendor can have, before any request is sent.</summary>
    /// <exception cref="ArgumentException">There are too many, or one of them is none of the vendor's.</exception>
    protected abstract void CheckIds(IReadOnlyList<VendorId> ids);

    /// <summary>The id as a number, where the vendor's ids grow. Null otherwise.</summary>
    protected virtual long? NumberOf(VendorId id) => null;

    /// <summary>Change stamp. Null where the vendor has none.</summary>
    protected virtual DateTimeOffset? ChangedOf(T model) => null;

    /// <summary>Creation stamp. Null where the vendor has none.</summary>
    protected virtual DateTimeOffset? CreatedOf(T model) => null;

    /// <summary>Why a record that could be read is none of this stream all the same. Null, as by default, when it is one.</summary>
    protected virtual RecordProblem? ProblemOf(T model) => null;

    /// <summary>The lists that make up the stream, in the order in which they are read. Null, as by default, for one list.</summary>
    protected virtual ValueTask<IReadOnlyList<string>?> PartsAsync(VendorCall vendorCall, AccountInfo account, CancellationToken cancellationToken) => new((IReadOnlyList<string>?)null);

    /// <summary>What turns a readable record and the list that it stood in into the model that the mapper takes; loads what that needs once for each read.</summary>
    /// <param name="vendorCall">The account's call.</param>
    /// <param name="isOwnAddress">True when each record is asked for at its own address, which may tell more of it than a list does.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual ValueTask<Func<CapturedRecord<T>, string?, object>> ModelsAsync(VendorCall vendorCall, bool isOwnAddress, CancellationToken cancellationToken) => new(static (record, _) => record.Value!);

    /// <summary>The list, or <see cref="SyncRecord.Part"/>, that a record which was asked for by id belongs to. Null, as by default, where a stream has one list.</summary>
    protected virtual string? PartOf(T model) => null;

    /// <summary>The records of a page, without those that the page before has brought already.</summary>
    protected virtual ValueTask<IReadOnlyList<SyncRecord>> RecordsAsync(
        AccountInfo account,
        VendorCall vendorCall,
        IReadOnlyList<CapturedRecord<T>> rows,
        ListWalkPage<T> page,
        Func<CapturedRecord<T>, string?, object> models,
        CancellationToken cancellationToken) => new([.. rows.Select(row => Record(account, row, models, page.Ask.Part))]);

    /// <summary>Makes the record that is handed on.</summary>
    protected SyncRecord Record(AccountInfo account, CapturedRecord<T> row, Func<CapturedRecord<T>, string?, object> models, string? part) => new()
    {
        Id = IdOf(account, row, part),
        VendorUpdatedAt = row.Value is { } value ? ChangedOf(value) : null,
        Part = part,
        Raw = row.Raw,
        Original = row.Original,
        Model = row.Value is null ? null : models(row, part),
        Problem = row.Problem ?? (row.Value is { } model ? ProblemOf(model) : null),
    };

    private async ValueTask<ListWalk<T>> WalkAsync(VendorCall call, AccountInfo account, bool keysOnly, CancellationToken cancellationToken) => new(services, account, descriptor.Name)
    {
        List = (ask, token) => ListAsync(call, account, ask, token),
        Mark = model => IdOf(model) is { } id ? new RecordMark(id, ChangedOf(model), CreatedOf(model), NumberOf(id)) : null,
        Unreadable = IdOf,
        Strategy = Strategy,
        HasChangeOrder = HasChangeOrder,
        HasChangeFilter = HasChangeFilter,
        KeysOnly = keysOnly,
        Rules = Rules,
        Parts = await PartsAsync(call, account, cancellationToken).ConfigureAwait(false),
    };

    private async Task<long?> TotalAsync(VendorCall call, AccountInfo account, string? part, CancellationToken cancellationToken) =>
        (await ListAsync(call, account, new ListAsk { Limit = 1, Part = part, KeysOnly = true }, cancellationToken).ConfigureAwait(false)).Total;

    private async Task<SyncRecord> ReadOneAsync(
        VendorCall call,
        AccountInfo account,
        VendorId id,
        Func<VendorCall, AccountInfo, VendorId, CancellationToken, Task<CapturedRecord<T>>> get,
        Func<CapturedRecord<T>, string?, object> models,
        CancellationToken cancellationToken)
    {
        try
        {
            CapturedRecord<T> row = await get(call, account, id, cancellationToken).ConfigureAwait(false);
            SyncRecord record = Record(account, row, models, row.Value is { } model ? PartOf(model) : null);
            return record.Id == id ? record : throw new IntegrationProtocolException($"{descriptor.Name}: the vendor answered with another record than the one asked for.");
        }
        catch (IntegrationNotFoundException)
        {
            return new SyncRecord { Id = id, Operation = SyncOperation.Delete };
        }
    }

    /// <summary>Pages by offset share rows with the page before; one that came the same again is left out.</summary>
    private List<CapturedRecord<T>> Fresh(IReadOnlyList<CapturedRecord<T>> rows, IReadOnlyList<CapturedRecord<T>> before)
    {
        var known = new Dictionary<VendorId, CapturedRecord<T>>();
        foreach (CapturedRecord<T> row in before)
        {
            if (IdOf(row) is { } id)
            {
                known[id] = row;
            }
        }

        return [.. rows.Where(row => IdOf(row) is not { } id || !known.TryGetValue(id, out CapturedRecord<T>? same) || !same.Raw.Span.SequenceEqual(row.Raw.Span))];
    }
}
