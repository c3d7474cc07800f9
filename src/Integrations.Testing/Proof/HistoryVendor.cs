using System.Globalization;
using System.Runtime.InteropServices;
using Integrations.Abstractions;

namespace Integrations.Testing;

/// <summary>
/// A vendor in small: a clock of whole seconds, records with an id, a creation and a change stamp, changes that its lists show late, paging by keyset token or by offset,
/// and queries by change and by order. Everything it does is decided by its caller.
/// </summary>
internal sealed class HistoryVendor
{
    internal const int Capacity = 96;

    private static readonly DateTimeOffset s_epoch = new(2026, 1, 15, 16, 0, 0, TimeSpan.Zero);
    private static readonly VendorId[] s_ids = [.. Enumerable.Range(0, Capacity + 1).Select(static i => VendorId.From(i))];

    private readonly Row[] _rows = new Row[Capacity];
    private readonly List<LateChange> _late = [];
    private readonly int[] _hits = new int[Capacity];
    private readonly int[] _rank = new int[Capacity];
    private int _count;
    private int _lastId;
    private int _version;
    private int _tokenEpoch;

    /// <summary>The lists of a stream that has several.</summary>
    internal static string[] Parts { get; } = ["a", "b", "c"];

    internal required int PageSize { get; init; }

    /// <summary>True when pages are counted and not rows.</summary>
    internal bool CountsPages { get; init; }

    internal required bool HasTokens { get; init; }

    internal bool IsAscending { get; init; }

    internal bool HasExclusiveBounds { get; init; }

    internal bool ShufflesTies { get; init; }

    internal bool GivesIdsWhenVisible { get; init; }

    internal bool RoundsOffsets { get; init; }

    internal int OffsetWall { get; init; } = int.MaxValue;

    internal int Now { get; private set; } = 1000;

    internal int Count => _count;

    internal static DateTimeOffset At(int second) => s_epoch.AddSeconds(second);

    internal static int Second(DateTimeOffset time) => (int)(time - s_epoch).TotalSeconds;

    internal bool IsLive(int row) => _rows[row] is { Id: > 0, IsDeleted: false };

    internal bool Exists(int row) => !_rows[row].IsDeleted;

    internal int Id(int row) => _rows[row].Id;

    internal int Version(int row) => _rows[row].Version;

    internal int Created(int row) => _rows[row].Created;

    internal void Tick(int seconds)
    {
        Now += seconds;
        for (int i = 0; i < _late.Count;)
        {
            if (_late[i].VisibleAt > Now)
            {
                i++;
                continue;
            }

            Show(_late[i]);
            _late.RemoveAt(i);
        }
    }

    internal void Create(int lateness)
    {
        if (_count == Capacity)
        {
            return;
        }

        int row = _count++;
        _rows[row] = new Row { Id = GivesIdsWhenVisible ? 0 : ++_lastId, Created = Now, Updated = -1 };
        Change(row, lateness);
    }

    internal void Edit(int row, int lateness, int moves = 0)
    {
        if (Exists(row))
        {
            Change(row, lateness, moves);
        }
    }

    internal void Delete(int row) => _rows[row].IsDeleted = true;

    /// <summary>The live row that was changed last.</summary>
    internal int LastChanged()
    {
        int last = 0;
        for (int row = 1; row < _count; row++)
        {
            if (!_rows[row].IsDeleted && (_rows[last].IsDeleted || _rows[row].Updated > _rows[last].Updated))
            {
                last = row;
            }
        }

        return last;
    }

    internal void ExpireTokens() => _tokenEpoch++;

    internal PageFacts Answer(PageRequest request, bool saysTime, int shuffle)
    {
        DateTimeOffset? serverTime = saysTime ? At(Now) : null;
        bool takesToken = HasTokens && request.Order != PageOrder.NewestChangeFirst;
        if (request.Token is null && request.Offset >= OffsetWall)
        {
            return new PageFacts { Records = [], Count = 0, HasMore = false, IsOffsetRefused = true, ServerTime = serverTime };
        }

        int key = 0;
        if (request.Token is { } token)
        {
            int dot = token.IndexOf('.', StringComparison.Ordinal);
            if (int.Parse(token.AsSpan(0, dot), CultureInfo.InvariantCulture) != _tokenEpoch)
            {
                return new PageFacts { Records = [], Count = 0, HasMore = false, IsTokenRefused = true, ServerTime = serverTime };
            }

            key = int.Parse(token.AsSpan(dot + 1), CultureInfo.InvariantCulture);
        }

        int found = Select(request, key, shuffle);
        PageNumber page = CountsPages ? PageNumber.At(request.Offset, PageSize) : new PageNumber(0, PageSize);
        int start = CountsPages ? page.Offset : RoundsOffsets ? request.Offset & ~1 : request.Offset;
        int count = Math.Clamp(found - start, 0, page.Size);
        var marks = new RecordMark[count];
        for (int i = 0; i < count; i++)
        {
            ref Row row = ref _rows[_hits[start + i]];
            marks[i] = new RecordMark(s_ids[row.Id], At(row.Updated), At(row.Created), row.Id);
        }

        bool hasMore = start + count < found;
        return new PageFacts
        {
            Records = marks,
            Count = count,
            HasMore = hasMore,
            NextToken = hasMore && takesToken ? string.Create(CultureInfo.InvariantCulture, $"{_tokenEpoch}.{_rows[_hits[start + count - 1]].Id}") : null,
            Offset = start == request.Offset ? null : start,
            ServerTime = serverTime,
        };
    }

    internal int RowOf(VendorId id)
    {
        int wanted = int.Parse(id.Value, CultureInfo.InvariantCulture);
        for (int row = 0; row < _count; row++)
        {
            if (_rows[row].Id == wanted)
            {
                return row;
            }
        }

        throw new InvalidOperationException($"The vendor never had a record {id}.");
    }

    private int Select(PageRequest request, int key, int shuffle)
    {
        int slack = HasExclusiveBounds ? 1 : 0;
        int since = request.ChangedSince is { } s ? Second(s) + slack : int.MinValue;
        int before = request.ChangedBefore is { } b ? Second(b) : int.MaxValue;
        int created = request.CreatedSince is { } c ? Second(c) : int.MinValue;
        bool isAscending = IsAscending && request.Order == PageOrder.Stable;
        int part = request.Part is { } name ? Array.IndexOf(Parts, name) : -1;
        int found = 0;
        for (int row = 0; row < _count; row++)
        {
            ref Row r = ref _rows[row];
            if (r.IsDeleted || (part >= 0 && r.Part != part) || r.Updated < 0 || r.Updated < since || r.Updated >= before || r.Created < created || (key > 0 && (isAscending ? r.Id <= key : r.Id >= key)))
            {
                continue;
            }

            int rank = request.Order == PageOrder.NewestChangeFirst
                ? (r.Updated * 128) + (ShufflesTies ? (r.Id * ((2 * shuffle) + 1)) & 127 : r.Id)
                : isAscending ? -r.Id : r.Id;
            int at = found++;
            while (at > 0 && _rank[at - 1] < rank)
            {
                _rank[at] = _rank[at - 1];
                _hits[at] = _hits[at - 1];
                at--;
            }

            _rank[at] = rank;
            _hits[at] = row;
        }

        return found;
    }

    private void Change(int row, int lateness, int moves = 0)
    {
        var change = new LateChange(row, Now, ++_version, Now + lateness, moves);
        if (lateness == 0)
        {
            Show(change);
        }
        else
        {
            _late.Add(change);
        }
    }

    private void Show(LateChange change)
    {
        ref Row row = ref _rows[change.Row];
        if (row.Id == 0)
        {
            row.Id = ++_lastId;
        }

        if (change.Version > row.Version)
        {
            row.Version = change.Version;
            row.Updated = change.Stamp;
            row.Part = (row.Part + change.Moves) % Parts.Length;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Row
    {
        public int Id;
        public int Created;
        public int Updated;
        public int Version;
        public int Part;
        public bool IsDeleted;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct LateChange(int Row, int Stamp, int Version, int VisibleAt, int Moves);
}
