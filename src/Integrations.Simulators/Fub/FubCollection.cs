using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>One entity of one Follow Up Boss account: ids that rise with the place, and lists by query.</summary>
internal abstract class FubCollection : RecordCollection<FubRecord>
{
    private readonly Dictionary<long, List<int>> _joined = [];

    protected FubCollection(FubWorld world, string path, int stream, int baseCount, long firstId, int stride)
        : base(world, path, stream, baseCount)
    {
        World = world;
        FirstId = firstId;
        Stride = stride;
    }

    /// <summary>Key of the array in list answers: all lower case at the vendor.</summary>
    public string Key => Path.ToLowerInvariant();

    /// <summary>False where the vendor's answers have no <c>next</c> and <c>nextLink</c>.</summary>
    public virtual bool HasNext => true;

    /// <summary>Sort of a list without <c>sort</c>. Null is id, newest first.</summary>
    public virtual string? DefaultSort => null;

    /// <summary>True when deleting keeps the record with a status.</summary>
    public virtual bool DeletesSoftly => false;

    protected FubWorld World { get; }

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

    public FubRecord? Find(long id) => OrdinalOf(id) is { } ordinal ? Load(ordinal) : null;

    /// <summary>Adds a record and returns its id.</summary>
    public long Create(IReadOnlyDictionary<string, JsonElement> fields, long visibleAt) => IdOf(Append(fields, visibleAt));

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
        var key = string.Create(CultureInfo.InvariantCulture, $"{caller.Scope}?{string.Join('&', query.Raw.Where(static part => !part.StartsWith("fields=", StringComparison.Ordinal)))}");
        return View(key, () => Scan(query, caller));
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

    public abstract void Write(WireJsonWriter writer, FubRecord record, FubView view);

    /// <summary>The names that an answer without <c>fields=allFields</c> leaves out. Null when it leaves out none.</summary>
    public virtual FrozenSet<string>? Unlisted => null;

    /// <summary>How the plain list and the flags divide the records.</summary>
    public virtual string? FlagOf(FubRecord record) => null;

    protected abstract FubRecord Generate(int ordinal, long id, ulong look);

    protected sealed override FubRecord Generate(int ordinal, ulong look) => Generate(ordinal, IdOf(ordinal), look);

    protected sealed override (long? Created, long? Updated) StampsOf(IReadOnlyDictionary<string, JsonElement> fields) =>
        (TimeOf(fields, "created") ?? TimeOf(fields, "createdAt"), TimeOf(fields, "updated"));

    protected sealed override bool IsFixed(string name) => name is "id" or "created" or "createdAt" or "updated";

    protected sealed override void OnChanged(int ordinal)
    {
        if (LoadLatest(ordinal) is not { } record) return;
        foreach (var person in PersonsOf(record))
        {
            ref var joined = ref CollectionsMarshal.GetValueRefOrAddDefault(_joined, person, out _);
            joined ??= [];
            if (!joined.Contains(ordinal)) joined.Add(ordinal);
        }
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
        IsTimed && (IsAfterHistory(query, "createdAfter") || (KeepsUpdated && IsAfterHistory(query, "updatedAfter"))) ? ChangedPlaces : null;

    /// <summary>True when every generated record has its times within the generated history.</summary>
    protected virtual bool IsTimed => false;

    protected bool IsAfterHistory(FubQuery query, string name) => query.Time(name) >= World.HistoryEnd;

    /// <summary>How to sort by a word. Null when the vendor does not know the word and ignores it.</summary>
    protected virtual Ordering? SortBy(string word) => word switch
    {
        "created" => new Ordering(r => r.Created),
        "updated" => new Ordering(r => r.Updated),
        _ => null,
    };

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

        return new FubSlice(PresentCount, places, hasMore);
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

    private int[] Arrange(IEnumerable<int> places, FubQuery query, FubCaller caller) => Arrange(places, record => Matches(record, query, caller), Order(query));

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

    private static long? TimeOf(IReadOnlyDictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time.ToUnixTimeSeconds() : null;
}
