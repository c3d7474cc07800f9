using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// Text messages. The vendor lists them only under a filter, so the read walks along people (or along the users' numbers) and reads the messages of each. The cursor holds the page of
/// the outer list, which people of it are done, and where inside a person the read stands; a read that was cut off continues there.
/// </summary>
internal sealed class FubTextMessagesSource(FubSourceServices services) : ISyncSource
{
    public SyncStreamDescriptor Descriptor => FubStreams.TextMessages;

    public IRowMapper Mapper { get; } = new RowMapper<FubTextMessage, FubTextMessageRow>(FubStreams.TextMessages, services.Mapping<FubTextMessage, FubTextMessageRow>(FubTextMessageMapper.Map));

    private FubOptions Options => services.Options;

    public IAsyncEnumerable<SyncPage> ReadPages(SyncRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        VendorCall call = services.Call(request.Account, Descriptor.Name, "read page", request.Tally);
        return Options.TextMessageMode == FubTextMessageMode.PerPerson
            ? Along(request, call, People(request.Account, call), UnitOf, "people-walk", cancellationToken)
            : Along(request, call, Users(request.Account, call), UnitsOf, "number-walk", cancellationToken);
    }

    public async Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(ids);
        FubIds.Check(ids);
        if (ids.Count == 0)
        {
            return [];
        }

        IFubTextMessagesApi api = services.Api<IFubTextMessagesApi>(services.Call(account, Descriptor.Name, "read by id", tally));
        var missing = new HashSet<VendorId>(ids);
        var found = new List<SyncRecord>();
        FubPage<FubTextMessage> page = await api.ListAsync(new FubTextMessagesQuery { Limit = ids.Count, Id = string.Join(',', ids) }, cancellationToken).ConfigureAwait(false);
        found.AddRange(page.Records.Select(Record).Where(r => r.Id is { } id && missing.Remove(id)));
        foreach (VendorId id in ids)
        {
            // Absence from a list is no proof; only the record's own address is.
            if (missing.Remove(id))
            {
                found.Add(await ReadOneAsync(api, id, cancellationToken).ConfigureAwait(false));
            }
        }

        return found;
    }

    public SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => Record(CapturedJson.ReadRecord(payload, FubJsonContext.Of<FubTextMessage>()));

    public async Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!Options.TrustTextCounters)
        {
            return null;
        }

        VendorCall call = services.Call(account, Descriptor.Name, "count", tally);
        var recent = new HashSet<long>();
        long total = 0;
        await foreach (ListWalkPage<FubPerson> page in People(account, call).Pages(SyncMode.Full, StrategyState.Initial, since: null, cancellationToken).ConfigureAwait(false))
        {
            IEnumerable<FubPerson> people = page.Page?.Items ?? [];
            foreach (FubPerson person in people)
            {
                if (Texts(person) is not { } texts)
                {
                    return null;
                }

                // Pages by offset share rows with the page before, and no others.
                total += person.Id is { } id && recent.Contains(id) ? 0 : texts;
            }

            recent = [.. people.Select(static p => p.Id).OfType<long>()];
        }

        return new VendorCount(total, FubPeople.Flags(Options), IsDerived: true);
    }

    public async IAsyncEnumerable<KeyPage> ReadKeys(
        AccountInfo account, SyncCursor? cursor = null, RequestTally? tally = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        await foreach (SyncPage page in ReadPages(new SyncRequest { Account = account, Mode = SyncMode.Full, Cursor = cursor, Tally = tally }, cancellationToken).ConfigureAwait(false))
        {
            yield return new KeyPage([.. page.Records.Where(static r => r.Id is not null).Select(static r => new SourceKey(r.Id!.Value, r.VendorUpdatedAt))], page.Next, page.IsLast);
        }
    }

    private static long? Texts(FubPerson person) => person is { TextsReceived: { } received, TextsSent: { } sent } ? received + sent : null;

    private static SyncRecord Record(CapturedRecord<FubTextMessage> record) =>
        FubRecords.Of(record, FubIds.Of(record, static m => m.Id), record.Value?.Updated?.Instant, record.Value);

    private static RecordMark? MarkOf(FubTextMessage message) =>
        message.Id is { } id and > 0 ? new RecordMark(VendorId.From(id), message.Updated?.Instant, message.Created?.Instant, id) : null;

    private static async Task<SyncRecord> ReadOneAsync(IFubTextMessagesApi api, VendorId id, CancellationToken cancellationToken)
    {
        try
        {
            FubItem<FubTextMessage> item = await api.GetAsync(long.Parse(id.Value, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
            SyncRecord record = Record(item.Record);
            return record.Id == id ? record : throw new IntegrationProtocolException($"{FubStreams.TextMessages.Name}: the vendor answered with another record than the one asked for.");
        }
        catch (IntegrationNotFoundException)
        {
            return new SyncRecord { Id = id, Operation = SyncOperation.Delete };
        }
    }

    /// <summary>The outer walk along people. A change is activity: text messages move <c>lastActivity</c> and not <c>updated</c> (Documented).</summary>
    private ListWalk<FubPerson> People(AccountInfo account, VendorCall call)
    {
        return new ListWalk<FubPerson>(services, account, Descriptor.Name)
        {
            List = (ask, token) => FubPager.ReadAsync(
                FubPager.Ask(ask with { KeysOnly = true }, "-lastActivity"),
                (a, t) => FubPeople.ListAsync(services, call, FubPeople.Query(Options, a) with { LastActivityAfter = a.ChangedAfter }, t),
                token),
            Mark = static p => p.Id is { } id and > 0 ? new RecordMark(VendorId.From(id), p.LastActivity?.Instant, null, id) : null,
            Strategy = DeltaReading.Automatic,
            HasChangeOrder = true,
            HasChangeFilter = true,
            KeysOnly = true,
        };
    }

    private ListWalk<FubUser> Users(AccountInfo account, VendorCall call)
    {
        IFubUsersApi api = services.Api<IFubUsersApi>(call);
        return new ListWalk<FubUser>(services, account, Descriptor.Name)
        {
            List = (ask, token) => FubPager.ReadAsync(
                FubPager.Ask(ask, changeSort: null),
                (a, t) => api.ListAsync(new FubUsersQuery { Limit = a.Limit, Offset = a.Offset, Next = a.Next, Fields = Options.UserFields, IncludeDeleted = true }, t),
                token),
            Mark = static u => u.Id is { } id and > 0 ? new RecordMark(VendorId.From(id), null, null, id) : null,
            Strategy = DeltaReading.FullSweep,
        };
    }

    private IEnumerable<FubTextMessageUnit> UnitOf(FubPerson person, DateTimeOffset? floor)
    {
        if (person.Id is not { } id)
        {
            yield break;
        }

        bool hasNone = Options.TrustTextCounters && (Texts(person) is 0 || (floor is not null && person.LastText?.Instant < floor));
        if (!hasNone)
        {
            yield return new FubTextMessageUnit(string.Create(CultureInfo.InvariantCulture, $"p{id}"), new FubTextMessagesQuery { PersonId = id });
        }
    }

    private static IEnumerable<FubTextMessageUnit> UnitsOf(FubUser user, DateTimeOffset? floor)
    {
        foreach (string number in new[] { user.Calling?.CallingPhoneNumber, user.Calling?.OutboundNumber }.Select(FieldValues.Text).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            yield return new FubTextMessageUnit("to:" + number, new FubTextMessagesQuery { ToNumber = number });
            yield return new FubTextMessageUnit("from:" + number, new FubTextMessagesQuery { FromNumber = number });
        }
    }

    /// <summary>Reads the messages of each unit of each outer page, those of several units at a time.</summary>
    private async IAsyncEnumerable<SyncPage> Along<TOuter>(
        SyncRequest request,
        VendorCall call,
        ListWalk<TOuter> outer,
        Func<TOuter, DateTimeOffset?, IEnumerable<FubTextMessageUnit>> unitsOf,
        string strategy,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TOuter : class
    {
        StreamName stream = Descriptor.Name;
        IFubTextMessagesApi api = services.Api<IFubTextMessagesApi>(call);
        StrategyState begin = StrategyState.FromCursor(request.Cursor, stream);
        DateTimeOffset? floor = Floor(request, begin);
        bool isFirst = true;

        // What was created since a time is found by activity since that time; the outer list is otherwise read as in a delta, so the watermark is put back.
        SyncMode mode = request.Mode == SyncMode.Full ? SyncMode.Full : SyncMode.Delta;
        await foreach (ListWalkPage<TOuter> page in outer.Pages(mode, begin, request.Since, cancellationToken).ConfigureAwait(false))
        {
            StrategyState before = Settled(page.Before);

            // Only the page that the cursor stands in has progress of its own.
            SourceNote resumed = isFirst ? SourceNote.Of(before) : SourceNote.Empty;
            isFirst = false;
            HashSet<string> done = new(resumed.Done ?? [], StringComparer.Ordinal);
            using IEnumerator<FubTextMessageUnit> waiting = (page.Page?.Items ?? []).SelectMany(item => unitsOf(item, floor)).DistinctBy(static unit => unit.Key).Where(unit => !done.Contains(unit.Key)).GetEnumerator();
            var underWay = new Queue<UnitRead>();
            var gathered = new List<SyncRecord>();
            DateTimeOffset? serverTime = null;
            using var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                BeginUnits();
                while (underWay.TryPeek(out UnitRead? unit))
                {
                    ExceptionDispatchInfo? failure = null;
                    bool isDone = false;
                    try
                    {
                        ListPage<FubTextMessage> read = await unit.Read.ConfigureAwait(false);
                        PageFacts facts = read.Facts(MarkOf);
                        StrategyStep step = unit.Sweep.Advance(unit.Step.State, facts);
                        isDone = step.Next is null || (floor is { } bound && IsBelow(facts.Records, bound));
                        gathered.AddRange(read.Records.Select(Record));
                        serverTime = read.ServerTime ?? serverTime;
                        unit.Step = step;
                    }
                    catch (Exception e) when (gathered.Count > 0)
                    {
                        // What other people's answers brought is not thrown away.
                        failure = ExceptionDispatchInfo.Capture(e);
                    }

                    if (isDone)
                    {
                        done.Add(unit.Key);
                        underWay.Dequeue();
                    }

                    // Small answers go on together; an answer that has more behind it goes on at once, so that memory holds no more than the answers under way.
                    if (failure is not null || gathered.Count >= Options.PageSize || (!isDone && gathered.Count > 0))
                    {
                        bool isWithin = !isDone && unit.Step.State.Walk is not null;
                        SourceNote progress = SourceNote.Of(before) with
                        {
                            Done = [.. done],
                            Unit = isWithin ? unit.Key : null,
                            UnitCursor = isWithin ? unit.Step.State.ToCursor(stream).Text : null,
                        };
                        yield return new SyncPage([.. gathered], progress.In(before).ToCursor(stream), IsLast: false) { ServerTime = serverTime, Strategy = strategy };
                        gathered.Clear();
                    }

                    failure?.Throw();
                    if (isDone)
                    {
                        BeginUnits();
                    }
                    else
                    {
                        unit.Read = ReadAsync(unit);
                    }
                }
            }
            finally
            {
                await abandon.CancelAsync().ConfigureAwait(false);
                foreach (UnitRead unit in underWay)
                {
                    await ((Task)unit.Read).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }

            if (gathered.Count > 0)
            {
                yield return new SyncPage([.. gathered], (SourceNote.Of(before) with { Done = [.. done], Unit = null, UnitCursor = null }).In(before).ToCursor(stream), IsLast: false) { ServerTime = serverTime, Strategy = strategy };
            }

            void BeginUnits()
            {
                while (underWay.Count < Options.TextMessageConcurrency && waiting.MoveNext())
                {
                    FubTextMessageUnit unit = waiting.Current;
                    SyncCursor? inner = string.Equals(resumed.Unit, unit.Key, StringComparison.Ordinal) && resumed.UnitCursor is { } text ? SyncCursor.FromStored(text) : null;
                    var begun = new UnitRead(unit);
                    begun.Step = begun.Sweep.Begin(StrategyState.FromCursor(inner, stream));
                    begun.Read = ReadAsync(begun);
                    underWay.Enqueue(begun);
                }
            }

            Task<ListPage<FubTextMessage>> ReadAsync(UnitRead unit) => FubPager.ReadAsync(
                FubPager.Ask(ListAsk.Of(unit.Step.Next!, Options.PageSize), changeSort: null),
                (a, token) => api.ListAsync(unit.Query with { Limit = a.Limit, Offset = a.Offset, Next = a.Next }, token),
                abandon.Token);

            SourceNote settled = SourceNote.Of(page.After) with { Done = null, Unit = null, UnitCursor = null };
            StrategyState after = Settled(page.After);
            yield return new SyncPage([], settled.In(after).ToCursor(stream), page.IsLast) { ServerTime = page.Page?.ServerTime, Strategy = strategy, Watermark = after.Watermark };
        }

        StrategyState Settled(StrategyState state) => request.Mode == SyncMode.CreatedSince ? state.WithMarksOf(begin) : state;
    }

    // A message is listed newest first; once a whole page is older than the bound, so is the rest.
    private static bool IsBelow(IReadOnlyList<RecordMark> records, DateTimeOffset bound) => records.Count > 0 && records.All(r => r.CreatedAt < bound);

    private DateTimeOffset? Floor(SyncRequest request, StrategyState begin)
    {
        if (request.Mode == SyncMode.Full)
        {
            return null;
        }

        if (request.Mode == SyncMode.CreatedSince)
        {
            return request.Since;
        }

        DateTimeOffset? floor = begin.Watermark - Options.Overlap;
        return request.Since < floor ? request.Since : floor;
    }

    /// <summary>A unit under way: its answer is awaited in its turn, while those of the units behind it are on their way.</summary>
    private sealed class UnitRead(FubTextMessageUnit unit)
    {
        public string Key => unit.Key;

        public FubTextMessagesQuery Query => unit.Query;

        public FullSweep Sweep { get; } = new();

        public StrategyStep Step { get; set; } = null!;

        public Task<ListPage<FubTextMessage>> Read { get; set; } = null!;
    }
}
