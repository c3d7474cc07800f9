using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>
/// One entity of one account: a pure function from place to record, under a layer of changes.
/// Not safe for concurrent use; <see cref="SimulatedWorld.Gate"/> guards it.
/// </summary>
/// <typeparam name="TRecord">Its records.</typeparam>
internal abstract class RecordCollection<TRecord>
    where TRecord : SimulatedRecord
{
    private const int MaxViews = 16;

    private readonly SimulatedWorld _world;
    private readonly Dictionary<int, List<Revision>> _changes = [];
    private readonly Dictionary<string, int[]> _views = new(StringComparer.Ordinal);
    private long _viewsVersion = -1;
    private long _presentVersion = -1;
    private int _present;

    protected RecordCollection(SimulatedWorld world, string path, int stream, int baseCount)
    {
        _world = world;
        Path = path;
        Stream = stream;
        BaseCount = baseCount;
        Count = baseCount;
    }

    public string Path { get; }

    /// <summary>Places in use, created ones included; removed ones keep theirs.</summary>
    public int Count { get; private set; }

    /// <summary>Generated records.</summary>
    public int BaseCount { get; }

    public virtual string TextField => "name";

    public virtual string WordField => "type";

    public virtual string DateField => "created";

    public int StreamNumber => Stream;

    protected int Stream { get; }

    /// <summary>Places that were changed or created.</summary>
    protected IEnumerable<int> ChangedPlaces => _changes.Keys;

    /// <summary>Records that can be read now.</summary>
    protected int PresentCount
    {
        get
        {
            if (_presentVersion != _world.Version)
            {
                _present = Count - _changes.Keys.Count(changed => !IsPresent(changed));
                _presentVersion = _world.Version;
            }

            return _present;
        }
    }

    /// <summary>The record as readers see it now. Null when removed or not yet visible.</summary>
    public TRecord? Load(int ordinal) => Load(ordinal, _world.Now);

    /// <summary>The record as it was generated, without any change.</summary>
    public virtual TRecord Original(int ordinal) => Base(ordinal);

    /// <summary>The record with changes that readers do not see yet.</summary>
    public TRecord? LoadLatest(int ordinal) => Load(ordinal, long.MaxValue);

    public void Edit(int ordinal, IReadOnlyDictionary<string, JsonElement> fields, bool touch, long visibleAt)
    {
        var last = Last(ordinal);
        var (created, updated) = StampsOf(fields);
        Push(ordinal, last with { VisibleAt = visibleAt, Updated = updated ?? (touch ? _world.Now : last.Updated), Created = created ?? last.Created, Fields = Keep(last.Fields, fields) });
        OnChanged(ordinal);
        _world.Changed(visibleAt);
    }

    public void Remove(int ordinal)
    {
        Push(ordinal, Last(ordinal) with { VisibleAt = _world.Now, Removed = true });
        _world.Changed(_world.Now);
    }

    /// <summary>Adds a record and returns its place.</summary>
    protected int Append(IReadOnlyDictionary<string, JsonElement> fields, long visibleAt)
    {
        var ordinal = Count++;
        var stamps = StampsOf(fields);
        var created = stamps.Created ?? _world.Now;
        _changes[ordinal] = [new Revision(visibleAt, created, stamps.Updated ?? Math.Max(created, _world.Now), Removed: false, Keep(ImmutableDictionary<string, JsonElement>.Empty, fields))];
        OnChanged(ordinal);
        _world.Changed(visibleAt);
        return ordinal;
    }

    protected abstract TRecord Generate(int ordinal, ulong look);

    /// <summary>Takes an edited field into the record. False leaves it to be written as it is.</summary>
    protected abstract bool Apply(TRecord record, string name, JsonElement value);

    /// <summary>The times that a change states itself. Null leaves them to the clock.</summary>
    protected abstract (long? Created, long? Updated) StampsOf(IReadOnlyDictionary<string, JsonElement> fields);

    /// <summary>True for properties that no change may set as a field.</summary>
    protected abstract bool IsFixed(string name);

    /// <summary>Completes a record after all edits.</summary>
    protected virtual void Finish(TRecord record)
    {
    }

    /// <summary>Hears of a created or edited record.</summary>
    protected virtual void OnChanged(int ordinal)
    {
    }

    protected bool IsUnchanged(int ordinal) => ordinal < BaseCount && !_changes.ContainsKey(ordinal);

    protected bool IsPresent(int ordinal) =>
        _changes.TryGetValue(ordinal, out var revisions) && Seen(revisions, _world.Now) is { } seen ? !seen.Removed : ordinal < BaseCount;

    /// <summary>Places that were found for a question, kept until something changes.</summary>
    protected int[] View(string question, Func<int[]> find)
    {
        if (_viewsVersion != _world.Version || _views.Count >= MaxViews)
        {
            _views.Clear();
            _viewsVersion = _world.Version;
        }

        if (!_views.TryGetValue(question, out var view)) _views[question] = view = find();
        return view;
    }

    protected static IEnumerable<int> Descending(int count)
    {
        for (var ordinal = count - 1; ordinal >= 0; ordinal--) yield return ordinal;
    }

    /// <summary>The places, given newest first, whose records match, in the order that was asked for.</summary>
    protected int[] Arrange(IEnumerable<int> places, Func<TRecord, bool> matches, Ordering order)
    {
        var matched = new List<int>();
        var numbers = order.ByNumber is null ? null : new List<long>();
        var texts = order.ByText is null ? null : new List<string>();
        foreach (var place in places)
        {
            if (Load(place) is not { } record || !matches(record)) continue;
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

    /// <summary>Monotone times with ties: some runs of records, as an import makes them, share one stamp.</summary>
    protected static long Spread(ulong seed, int stream, int ordinal, int count, long from, long to)
    {
        var block = ordinal / 16;
        var place = Draw.For(seed, stream + 200, block).Chance(25) ? block * 16 : ordinal;
        return from + (long)((Int128)(to - from) * place / Math.Max(1, count));
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

    private static Revision? Seen(List<Revision> revisions, long now)
    {
        for (var i = revisions.Count - 1; i >= 0; i--)
            if (revisions[i].VisibleAt <= now)
                return revisions[i];
        return null;
    }

    private TRecord? Load(int ordinal, long now)
    {
        if (!_changes.TryGetValue(ordinal, out var revisions)) return ordinal < BaseCount ? Base(ordinal) : null;
        var seen = Seen(revisions, now);
        if (seen is null) return ordinal < BaseCount ? Base(ordinal) : null;
        if (seen.Removed) return null;
        var record = Generate(ordinal, Look(ordinal));
        if (seen.Created is { } created) record.Created = created;
        if (seen.Updated is { } updated) record.Updated = updated;
        foreach (var (name, value) in seen.Fields)
            if (!Apply(record, name, value))
                (record.Extra ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal))[name] = value;
        Finish(record);
        return record;
    }

    private TRecord Base(int ordinal)
    {
        var record = Generate(ordinal, Look(ordinal));
        Finish(record);
        return record;
    }

    private ulong Look(int ordinal) => Draw.For(_world.Seed, Stream, ordinal).Next();

    private Revision Last(int ordinal)
    {
        if (_changes.TryGetValue(ordinal, out var revisions)) return revisions[^1];
        return new Revision(0, null, null, Removed: false, ImmutableDictionary<string, JsonElement>.Empty);
    }

    private void Push(int ordinal, Revision revision)
    {
        ref var revisions = ref CollectionsMarshal.GetValueRefOrAddDefault(_changes, ordinal, out _);
        revisions ??= [];
        var now = _world.Now;
        var seen = revisions.FindLastIndex(r => r.VisibleAt <= now);
        if (seen > 0) revisions.RemoveRange(0, seen);
        revisions.Add(revision);
    }

    private ImmutableDictionary<string, JsonElement> Keep(ImmutableDictionary<string, JsonElement> fields, IReadOnlyDictionary<string, JsonElement> added)
    {
        foreach (var (name, value) in added)
            if (!IsFixed(name))
                fields = fields.SetItem(name, value);
        return fields;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct TextAndPlace(string Text, int Place)
    {
        public static readonly Comparer<TextAndPlace> Comparer = Comparer<TextAndPlace>.Create((a, b) =>
            string.CompareOrdinal(a.Text, b.Text) is not 0 and var difference ? difference : a.Place.CompareTo(b.Place));
    }

    /// <summary>An order of records by a number or a text; by place when both are null.</summary>
    internal sealed record Ordering(Func<TRecord, long>? ByNumber, Func<TRecord, string>? ByText = null)
    {
        public bool Ascending { get; init; }
    }
}
