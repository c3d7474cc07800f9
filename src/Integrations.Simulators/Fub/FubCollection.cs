using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>
/// One entity of one account: a pure function from place to record, under a layer of changes.
/// Not safe for concurrent use; <see cref="FubWorld.Gate"/> guards it.
/// </summary>
internal abstract class FubCollection
{
    private const int MaxViews = 16;

    private readonly Dictionary<int, List<FubRevision>> _changes = [];
    private readonly Dictionary<long, List<int>> _joined = [];
    private readonly Dictionary<string, int[]> _views = new(StringComparer.Ordinal);
    private readonly int _baseCount;
    private long _viewsVersion = -1;
    private long _presentVersion = -1;
    private int _present;

    protected FubCollection(FubWorld world, string path, int stream, int baseCount, long firstId, int stride)
    {
        World = world;
        Path = path;
        Stream = stream;
        _baseCount = baseCount;
        Count = baseCount;
        FirstId = firstId;
        Stride = stride;
    }

    public string Path { get; }

    /// <summary>Key of the array in list answers: all lower case at the vendor.</summary>
    public string Key => Path.ToLowerInvariant();

    /// <summary>Places in use, created ones included; removed ones keep theirs.</summary>
    public int Count { get; private set; }

    public int BaseCount => _baseCount;

    /// <summary>False where the vendor's answers have no <c>next</c> and <c>nextLink</c>.</summary>
    public virtual bool HasNext => true;

    /// <summary>Sort of a list without <c>sort</c>. Null is id, newest first.</summary>
    public virtual string? DefaultSort => null;

    public virtual string TextField => "name";

    public virtual string WordField => "type";

    public virtual string DateField => "created";

    /// <summary>True when deleting keeps the record with a status.</summary>
    public virtual bool DeletesSoftly => false;

    protected FubWorld World { get; }

    public int StreamNumber => Stream;

    protected int Stream { get; }

    private long FirstId { get; }

    private int Stride { get; }

    public long IdOf(int ordinal) => FirstId + ((long)ordinal * Stride) + (Stride == 1 ? 0 : Draw.For(World.Seed, Stream + 100, ordinal).Next(Stride));

    /// <summary>Place of an id. Null when no record can have it.</summary>
    public int? OrdinalOf(long id)
    {
        if (id < FirstId) return null;
        var ordinal = (id - FirstId) / Stride;
        return ordinal < Count && IdOf((int)ordinal) == id ? (int)ordinal : null;
    }

    /// <summary>The record as readers see it now. Null when removed or not yet visible.</summary>
    public FubRecord? Load(int ordinal) => Load(ordinal, World.Now);

    public FubRecord? Find(long id) => OrdinalOf(id) is { } ordinal ? Load(ordinal) : null;

    /// <summary>The record as it was generated, without any change.</summary>
    public virtual FubRecord Original(int ordinal) => Base(ordinal);

    /// <summary>The record with changes that readers do not see yet.</summary>
    public FubRecord? LoadLatest(int ordinal) => Load(ordinal, long.MaxValue);

    /// <summary>Adds a record and returns its id.</summary>
    public long Create(IReadOnlyDictionary<string, JsonElement> fields, long visibleAt)
    {
        var ordinal = Count++;
        var now = World.Now;
        var created = TimeOf(fields, "created") ?? TimeOf(fields, "createdAt") ?? now;
        var revision = new FubRevision(visibleAt, created, TimeOf(fields, "updated") ?? Math.Max(created, now), Removed: false, Keep(ImmutableDictionary<string, JsonElement>.Empty, fields));
        _changes[ordinal] = [revision];
        Join(ordinal);
        World.Changed(visibleAt);
        return IdOf(ordinal);
    }

    public void Edit(int ordinal, IReadOnlyDictionary<string, JsonElement> fields, bool touch, long visibleAt)
    {
        var last = Last(ordinal);
        var updated = TimeOf(fields, "updated") ?? (touch ? World.Now : last.Updated);
        Push(ordinal, last with { VisibleAt = visibleAt, Updated = updated, Created = TimeOf(fields, "created") ?? last.Created, Fields = Keep(last.Fields, fields) });
        Join(ordinal);
        World.Changed(visibleAt);
    }

    public void Remove(int ordinal)
    {
        Push(ordinal, Last(ordinal) with { VisibleAt = World.Now, Removed = true });
        World.Changed(World.Now);
    }

    /// <summary>Places of a person's records, by arithmetic and by what changes have moved here. May hold places that have moved away.</summary>
    public void Candidates(long personId, List<int> into)
    {
        if (World.People.OrdinalOf(personId) is { } person) BaseChildren(person, into);
        if (_joined.TryGetValue(personId, out var joined))
            foreach (var ordinal in joined)
                if (!into.Contains(ordinal))
                    into.Add(ordinal);
    }

    /// <summary>Persons whose records a change has brought here.</summary>
    public IEnumerable<long> JoinedPersons => _joined.Keys;

    /// <summary>The part of a list that one answer holds: what comes after <paramref name="since"/> in a list by id, otherwise what stands at the offset.</summary>
    public FubSlice Slice(FubQuery query, FubCaller caller, long? since)
    {
        var byId = IsIdOrder(query, out var ascending);
        if (byId && caller.SeesAll && !query.IsNarrowed && HidesNone(query)) return Whole(query, since, ascending);
        var view = View(query, caller);
        var start = since is { } last && byId ? After(view, last, ascending) : Math.Min(query.Offset, view.Length);
        var end = Math.Min(view.Length, start + query.Limit);
        return new FubSlice(view.Length, view[start..end], end < view.Length);
    }

    /// <summary>Places that match, in the order of the list.</summary>
    private int[] View(FubQuery query, FubCaller caller)
    {
        if (Direct(query, caller) is { } direct) return direct;
        if (_viewsVersion != World.Version || _views.Count >= MaxViews)
        {
            _views.Clear();
            _viewsVersion = World.Version;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"{caller.Scope}?{string.Join('&', query.Raw.Where(static part => !part.StartsWith("fields=", StringComparison.Ordinal)))}");
        if (!_views.TryGetValue(key, out var view)) _views[key] = view = Scan(query, caller);
        return view;
    }

    /// <summary>True when the order of the answer is by id, so that a keyset token can continue it.</summary>
    public bool IsIdOrder(FubQuery query, out bool ascending)
    {
        var order = Order(query);
        ascending = order.Ascending;
        return order.ByNumber is null && order.ByText is null;
    }

    public bool Matches(FubRecord record, FubQuery query, FubCaller caller) =>
        IsVisible(record, query, caller) && (!query.HasFilters || (MatchesCommon(record, query) && MatchesOwn(record, query, caller)));

    /// <summary>True when a key may read the record by its id.</summary>
    public virtual bool MayRead(FubRecord record, FubCaller caller) => true;

    public abstract void Write(PhpJsonWriter writer, FubRecord record, FubView view);

    /// <summary>The names that an answer without <c>fields=allFields</c> leaves out. Null when it leaves out none.</summary>
    public virtual FrozenSet<string>? Unlisted => null;

    /// <summary>How the plain list and the flags divide the records.</summary>
    public virtual string? FlagOf(FubRecord record) => null;

    protected abstract FubRecord Generate(int ordinal, long id, ulong look);

    /// <summary>Takes an edited field into the record. False leaves it to be written as it is.</summary>
    protected abstract bool Apply(FubRecord record, string name, JsonElement value);

    /// <summary>Completes a record after all edits.</summary>
    protected virtual void Finish(FubRecord record)
    {
    }

    protected virtual void BaseChildren(int person, List<int> into)
    {
    }

    protected virtual bool IsVisible(FubRecord record, FubQuery query, FubCaller caller) => MayRead(record, caller);

    protected virtual bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller) => true;

    /// <summary>Persons that a record hangs on.</summary>
    protected virtual IEnumerable<long> PersonsOf(FubRecord record) => record.PersonId == 0 ? [] : [record.PersonId];

    /// <summary>True when the plain list, asked with this query's flags by somebody who sees all, leaves no record out.</summary>
    protected virtual bool HidesNone(FubQuery query) => false;

    /// <summary>Places among which all matches are, in any order. Null when every place has to be looked at.</summary>
    protected virtual IEnumerable<int>? Candidates(FubQuery query) =>
        IsTimed && (IsAfterHistory(query, "createdAfter") || (KeepsUpdated && IsAfterHistory(query, "updatedAfter"))) ? Changed : null;

    /// <summary>True when every generated record has its times within the generated history.</summary>
    protected virtual bool IsTimed => false;

    /// <summary>Places that were changed or created.</summary>
    protected IEnumerable<int> Changed => _changes.Keys;

    protected bool IsUnchanged(int ordinal) => ordinal < _baseCount && !_changes.ContainsKey(ordinal);

    protected bool IsAfterHistory(FubQuery query, string name) => query.Time(name) >= World.HistoryEnd;

    /// <summary>How to sort by a word. Null when the vendor does not know the word and ignores it.</summary>
    protected virtual Ordering? SortBy(string word) => word switch
    {
        "created" => new Ordering(r => r.Created),
        "updated" => new Ordering(r => r.Updated),
        _ => null,
    };

    /// <summary>Monotone times with ties: some runs of records, as an import makes them, share one second.</summary>
    protected static long Spread(ulong seed, int stream, int ordinal, int count, long from, long to)
    {
        var block = ordinal / 16;
        var place = Draw.For(seed, stream + 200, block).Chance(25) ? block * 16 : ordinal;
        return from + (long)((Int128)(to - from) * place / Math.Max(1, count));
    }

    private FubRecord? Load(int ordinal, long now)
    {
        if (!_changes.TryGetValue(ordinal, out var revisions)) return ordinal < _baseCount ? Base(ordinal) : null;
        var seen = Seen(revisions, now);
        if (seen is null) return ordinal < _baseCount ? Base(ordinal) : null;
        if (seen.Removed) return null;
        var record = Generate(ordinal, IdOf(ordinal), Look(ordinal));
        if (seen.Created is { } created) record.Created = created;
        if (seen.Updated is { } updated) record.Updated = updated;
        foreach (var (name, value) in seen.Fields)
            if (!Apply(record, name, value))
                (record.Extra ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal))[name] = value;
        Finish(record);
        return record;
    }

    private static FubRevision? Seen(List<FubRevision> revisions, long now)
    {
        for (var i = revisions.Count - 1; i >= 0; i--)
            if (revisions[i].VisibleAt <= now)
                return revisions[i];
        return null;
    }

    private bool IsPresent(int ordinal) =>
        _changes.TryGetValue(ordinal, out var revisions) && Seen(revisions, World.Now) is { } seen ? !seen.Removed : ordinal < _baseCount;

    private FubRecord Base(int ordinal)
    {
        var record = Generate(ordinal, IdOf(ordinal), Look(ordinal));
        Finish(record);
        return record;
    }

    private ulong Look(int ordinal) => Draw.For(World.Seed, Stream, ordinal).Next();

    private FubRevision Last(int ordinal)
    {
        if (_changes.TryGetValue(ordinal, out var revisions)) return revisions[^1];
        return new FubRevision(0, null, null, Removed: false, ImmutableDictionary<string, JsonElement>.Empty);
    }

    private void Push(int ordinal, FubRevision revision)
    {
        ref var revisions = ref CollectionsMarshal.GetValueRefOrAddDefault(_changes, ordinal, out _);
        revisions ??= [];
        var now = World.Now;
        var seen = revisions.FindLastIndex(r => r.VisibleAt <= now);
        if (seen > 0) revisions.RemoveRange(0, seen);
        revisions.Add(revision);
    }

    private void Join(int ordinal)
    {
        if (LoadLatest(ordinal) is not { } record) return;
        foreach (var person in PersonsOf(record))
        {
            ref var joined = ref CollectionsMarshal.GetValueRefOrAddDefault(_joined, person, out _);
            joined ??= [];
            if (!joined.Contains(ordinal)) joined.Add(ordinal);
        }
    }

    private int[]? Direct(FubQuery query, FubCaller caller)
    {
        var places = new List<int>();
        if (query.Ids is { } ids)
        {
            foreach (var id in ids)
                if (OrdinalOf(id) is { } ordinal && !places.Contains(ordinal))
                    places.Add(ordinal);
        }
        else if (FindsByPerson && query.Numbers("personId") is { Count: 1 } persons && persons[0] > 0)
        {
            Candidates(persons[0], places);
        }
        else
        {
            return null;
        }

        places.Sort((a, b) => b.CompareTo(a));
        return Arrange(places, query, caller);
    }

    /// <summary>True when all records of a person are among its candidates.</summary>
    protected virtual bool FindsByPerson => false;

    /// <summary>A list that leaves nothing out is arithmetic: nothing is stored for it, however long it is.</summary>
    private FubSlice Whole(FubQuery query, long? since, bool ascending)
    {
        var step = ascending ? 1 : -1;
        var place = ascending ? 0 : Count - 1;
        if (since is { } last)
        {
            // The token's record may be gone, and its id may never have been one: from the place that the id belongs to, on to the first one behind it.
            place = Count == 0 ? -1 : (int)Math.Clamp((last - FirstId) / Stride, 0, Count - 1);
            while (place >= 0 && place < Count && (ascending ? IdOf(place) <= last : IdOf(place) >= last)) place += step;
        }

        var skip = since is null ? query.Offset : 0;
        var places = new List<int>(query.Limit);
        var hasMore = false;
        for (; place >= 0 && place < Count && !hasMore; place += step)
        {
            if (!IsPresent(place) || skip-- > 0) continue;
            if (places.Count < query.Limit) places.Add(place);
            else hasMore = true;
        }

        if (_presentVersion != World.Version)
        {
            _present = Count - _changes.Keys.Count(changed => !IsPresent(changed));
            _presentVersion = World.Version;
        }

        return new FubSlice(_present, places, hasMore);
    }

    private int After(int[] view, long since, bool ascending)
    {
        int low = 0, high = view.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var id = IdOf(view[middle]);
            if (ascending ? id <= since : id >= since) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private int[] Scan(FubQuery query, FubCaller caller) =>
        Arrange(Candidates(query) is { } candidates ? candidates.Distinct().OrderDescending() : Descending(Count), query, caller);

    private static IEnumerable<int> Descending(int count)
    {
        for (var ordinal = count - 1; ordinal >= 0; ordinal--) yield return ordinal;
    }

    private int[] Arrange(IEnumerable<int> places, FubQuery query, FubCaller caller)
    {
        var order = Order(query);
        var matched = new List<int>();
        var numbers = order.ByNumber is null ? null : new List<long>();
        var texts = order.ByText is null ? null : new List<string>();
        foreach (var place in places)
        {
            if (Load(place) is not { } record || !Matches(record, query, caller)) continue;
            matched.Add(place);
            numbers?.Add(order.ByNumber!(record));
            texts?.Add(order.ByText!(record));
        }

        int[] view = [.. matched];
        if (numbers is not null) Array.Sort(Keys(numbers, view), view);
        else if (texts is not null) Array.Sort(Keys(texts, view), view, TextAndPlace.Comparer);
        else return order.Ascending ? Reversed(view) : view;
        return order.Ascending ? view : Reversed(view);
    }

    private static int[] Reversed(int[] view)
    {
        Array.Reverse(view);
        return view;
    }

    private static (long, int)[] Keys(List<long> numbers, int[] places)
    {
        var keys = new (long, int)[places.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = (numbers[i], places[i]);
        return keys;
    }

    private static TextAndPlace[] Keys(List<string> texts, int[] places)
    {
        var keys = new TextAndPlace[places.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = new TextAndPlace(texts[i], places[i]);
        return keys;
    }

    private Ordering Order(FubQuery query)
    {
        var word = query.Sort ?? DefaultSort;
        var descends = word is null || word.StartsWith('-');
        var name = word?.TrimStart('-');
        if (name is null) return new Ordering(null) { Ascending = false };
        if (name is "id") return new Ordering(null) { Ascending = !descends };
        if (SortBy(name) is { } known) return known with { Ascending = !descends };
        return DefaultSort is { } fallback && SortBy(fallback) is { } usual ? usual with { Ascending = true } : new Ordering(null) { Ascending = false };
    }

    private bool MatchesCommon(FubRecord record, FubQuery query)
    {
        if (query.Number("idGreaterThan") is { } above && record.Id <= above) return false;
        if (query.Number("idLessThan") is { } below && record.Id >= below) return false;
        if (record.Created != 0 && !Within(record.Created, query, "createdAfter", "createdBefore")) return false;
        return !KeepsUpdated || Within(record.Updated, query, "updatedAfter", "updatedBefore");
    }

    /// <summary>False where records have no <c>updated</c>, so that filters on it change nothing.</summary>
    public virtual bool KeepsUpdated => true;

    protected static bool Within(long time, FubQuery query, string after, string before) =>
        (query.Time(after) is not { } from || time > from) && (query.Time(before) is not { } to || time < to);

    private static ImmutableDictionary<string, JsonElement> Keep(ImmutableDictionary<string, JsonElement> fields, IReadOnlyDictionary<string, JsonElement> added)
    {
        foreach (var (name, value) in added)
            if (name is not ("id" or "created" or "createdAt" or "updated"))
                fields = fields.SetItem(name, value);
        return fields;
    }

    private static long? TimeOf(IReadOnlyDictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time.ToUnixTimeSeconds() : null;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct TextAndPlace(string Text, int Place)
    {
        public static readonly Comparer<TextAndPlace> Comparer = Comparer<TextAndPlace>.Create((a, b) =>
            string.CompareOrdinal(a.Text, b.Text) is not 0 and var difference ? difference : a.Place.CompareTo(b.Place));
    }

    /// <summary>An order of records by a number or a text; by id when both are null.</summary>
    internal sealed record Ordering(Func<FubRecord, long>? ByNumber, Func<FubRecord, string>? ByText = null)
    {
        public bool Ascending { get; init; }
    }
}
