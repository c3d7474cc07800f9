using System.Globalization;
using System.Text;
using Integrations.Abstractions;

namespace Integrations.Testing;

/// <summary>
/// Lives through a history: a reader that commits pages late and is killed between any two of them, against a vendor that is changed meanwhile. At the end the vendor is
/// quiet, the read under way is finished, one more delta runs, and the mirror must hold the last version of every live record.
/// </summary>
internal sealed class HistoryRun
{
    internal const int EditWindow = 6;

    private const int MaxPagesOfQuietRead = 4000;
    private static readonly StreamName s_stream = new("model", "records");

    private readonly History _history;
    private readonly HistoryCase _case;
    private readonly StringBuilder? _trace;
    private readonly HistoryVendor _vendor;
    private readonly int[] _mirror = new int[HistoryVendor.Capacity];
    private readonly bool[] _seen = new bool[HistoryVendor.Capacity];
    private readonly List<(int Row, int Version)> _uncommitted = [];
    private DeltaStrategy[] _choices = [];
    private DeltaStrategy? _strategy;
    private StrategyState _committed = StrategyState.Initial;
    private StrategyState _current = StrategyState.Initial;
    private PageRequest? _request;
    private HistoryFault? _fault;
    private int _at;

    private HistoryRun(HistoryCase kind, History history, StringBuilder? trace)
    {
        _history = history;
        _case = kind;
        _trace = trace;
        byte flags = history.Shape[0];
        Lateness = history.Shape[1] % 4;
        int pageSize = (kind.CountsPages ? PageNumber.SmallestSize : 2) + (history.Shape[2] % 8);
        MaxOffset = history.Shape[3] < 128 ? 1000 : 2 + (history.Shape[3] % 32);
        Slice = TimeSpan.FromSeconds(2 + (history.Shape[4] % 12));
        GivesIdsWhenVisible = (flags & 1) != 0;
        _vendor = new HistoryVendor
        {
            PageSize = pageSize,
            CountsPages = kind.CountsPages,
            HasTokens = kind.HasTokens,
            IsAscending = (flags & 2) != 0,
            HasExclusiveBounds = (flags & 4) != 0,
            ShufflesTies = (flags & 8) != 0,
            GivesIdsWhenVisible = GivesIdsWhenVisible,
            RoundsOffsets = !kind.HasTokens && pageSize >= 8 && (flags & 16) != 0,
            OffsetWall = kind.HasTokens && (flags & 32) != 0 ? MaxOffset : int.MaxValue,
        };
    }

    internal int Lateness { get; }

    internal int MaxOffset { get; }

    internal TimeSpan Slice { get; }

    internal bool GivesIdsWhenVisible { get; }

    /// <summary>The smallest overlap that the contract of the strategies allows.</summary>
    internal TimeSpan Overlap => TimeSpan.FromSeconds(Lateness + 1);

    /// <summary>The smallest trailing window that finds every edit of records younger than <see cref="EditWindow"/> seconds.</summary>
    internal TimeSpan Tail => TimeSpan.FromSeconds(EditWindow + 1 + (GivesIdsWhenVisible ? 2 * Lateness : Lateness));

    /// <summary>Null when mirror and vendor agree at the end; else what is wrong.</summary>
    internal static HistoryFault? Live(HistoryCase kind, History history, StringBuilder? trace = null) => new HistoryRun(kind, history, trace).Live();

    internal static string Explain(HistoryCase kind, History history)
    {
        var trace = new StringBuilder().Append(kind.Name).Append(": ").AppendLine(history.ToString());
        HistoryFault? fault = Live(kind, history, trace);
        return trace.Append("=> ").AppendLine(fault?.What ?? "mirror = vendor").ToString();
    }

    private HistoryFault? Live()
    {
        _choices = _case.Strategies(this);
        for (int i = _history.Shape[5] % 24; i > 0; i--)
        {
            _vendor.Create(0);
            _vendor.Tick(i % 3 == 0 ? 1 : 0);
        }

        if ((_history.Shape[8] & 3) != 0)
        {
            Read(0);
            ReadToEnd();
            for (int i = _history.Shape[9] % 32; i > 0; i--)
            {
                _vendor.Tick(i & 1);
                Edit(i, 0);
            }
        }

        while (_at < _history.Events.Length && _fault is null)
        {
            Happen(Take());
        }

        _vendor.Tick(Lateness + 1);
        _trace?.AppendLine("-- the vendor is quiet");
        for (int attempt = 0; attempt < 3 && (_request is not null || _committed.IsUnderWay); attempt++)
        {
            ReadToEnd();
        }

        Read(0);
        if (!ReadToEnd())
        {
            return new HistoryFault(HistoryFaultKind.Stuck, "The read of a quiet vendor failed.");
        }

        return _fault ?? Compare();
    }

    private bool ReadToEnd()
    {
        for (int i = 0; i < MaxPagesOfQuietRead; i++)
        {
            if (!Read(0))
            {
                return false;
            }

            if (_request is null)
            {
                return true;
            }
        }

        _fault ??= new HistoryFault(HistoryFaultKind.Stuck, "The read of a quiet vendor has no end.");
        return false;
    }

    private HistoryFault? Compare()
    {
        bool sweeps = Array.TrueForAll(_choices, IsSweep);
        for (int row = 0; row < _vendor.Count; row++)
        {
            if (_vendor.IsLive(row) && _mirror[row] != _vendor.Version(row))
            {
                return new HistoryFault(HistoryFaultKind.Lost, $"Record {_vendor.Id(row)}: the mirror has version {_mirror[row]}, the vendor {_vendor.Version(row)}.");
            }

            if (sweeps && !_vendor.IsLive(row) && _mirror[row] != 0)
            {
                return new HistoryFault(HistoryFaultKind.Doubled, $"Record {_vendor.Id(row)} is deleted at the vendor and stands in the mirror after a sweep.");
            }
        }

        return null;
    }

    private static bool IsSweep(DeltaStrategy strategy) => string.Equals(strategy.Name, new FullSweep().Name, StringComparison.Ordinal);

    private int Take() => _at < _history.Events.Length ? _history.Events[_at++] : 0;

    private void Happen(int what)
    {
        int more = what >> 4;
        switch (what & 15)
        {
            case <= 6:
                Read(more);
                break;
            case 7:
                _vendor.Tick(1 + (more % 3));
                _trace?.AppendLine(CultureInfo.InvariantCulture, $"{_vendor.Now}: time {_vendor.Now}");
                break;
            case 8 or 9:
                Edit(Take(), more);
                break;
            case 10:
                _vendor.Create(Lateness == 0 ? 0 : more % (Lateness + 1));
                _trace?.AppendLine(CultureInfo.InvariantCulture, $"{_vendor.Now}: create, late by {(Lateness == 0 ? 0 : more % (Lateness + 1))}");
                break;
            case 11:
                Delete(Take());
                break;
            case 12:
                Burst(Take(), more + 1);
                break;
            case 13:
                _trace?.AppendLine("kill");
                Abandon();
                break;
            case 14:
                _vendor.ExpireTokens();
                _trace?.AppendLine("tokens expire");
                break;
            default:
                _vendor.Tick(1);
                Edit(Take(), more);
                break;
        }
    }

    /// <summary>Several changes at once: edits within one second or one a second, deletions of neighbours or of the last changed.</summary>
    private void Burst(int what, int size)
    {
        for (int i = 0; i < size; i++)
        {
            switch (what & 3)
            {
                case 0:
                    Edit((what >> 2) + i, 0);
                    break;
                case 1:
                    _vendor.Tick(1);
                    Edit((what >> 2) + i, 0);
                    break;
                case 2:
                    Delete((what >> 2) + i);
                    break;
                default:
                    Delete(_vendor.LastChanged());
                    break;
            }
        }
    }

    private void Edit(int which, int lateness)
    {
        int row = _vendor.Count == 0 ? 0 : which % _vendor.Count;
        if (_vendor.Count > 0 && (!_case.EditsOnlyWithinWindow || _vendor.Created(row) >= _vendor.Now - EditWindow))
        {
            _vendor.Edit(row, Lateness == 0 ? 0 : lateness % (Lateness + 1), moves: _case.HasParts ? which % 3 : 0);
            _trace?.AppendLine(CultureInfo.InvariantCulture, $"{_vendor.Now}: edit row {row}, late by {(Lateness == 0 ? 0 : lateness % (Lateness + 1))}");
        }
    }

    private void Delete(int which)
    {
        if (_vendor.Count > 0)
        {
            _vendor.Delete(which % _vendor.Count);
            _trace?.AppendLine(CultureInfo.InvariantCulture, $"{_vendor.Now}: delete row {which % _vendor.Count}");
        }
    }

    /// <summary>One step of the reader. False when the read was given up.</summary>
    private bool Read(int more)
    {
        if (_request is null)
        {
            if (!_committed.IsUnderWay)
            {
                Array.Clear(_seen);
            }

            _strategy = _choices[more % _choices.Length];
            if ((_history.Shape[6] & 7) == 0)
            {
                _committed = StrategyState.FromCursor(_committed.ToCursor(s_stream), s_stream);
            }

            DateTimeOffset? reachBackTo = more == 15 ? HistoryVendor.At(_vendor.Now - 20) : null;
            Use(_strategy.Begin(_committed, reachBackTo));
            _trace?.AppendLine(CultureInfo.InvariantCulture, $"{_vendor.Now}: begin {_strategy.Name} {_request}");
            return true;
        }

        bool saysTime = (_history.Shape[7] & 15) switch { 0 => false, 1 => (more & 1) != 0, _ => true };
        PageFacts page = _vendor.Answer(_request, saysTime, _at);
        StrategyStep step;
        try
        {
            step = _strategy!.Advance(_current, page);
        }
        catch (IntegrationProtocolException e)
        {
            _trace?.AppendLine(CultureInfo.InvariantCulture, $"{_vendor.Now}: failed: {e.Message}");
            Abandon();
            return false;
        }

        foreach (RecordMark mark in page.Records)
        {
            int row = _vendor.RowOf(mark.Id);
            _uncommitted.Add((row, _vendor.Version(row)));
        }

        Use(step);
        _trace?.AppendLine(CultureInfo.InvariantCulture, $"{_vendor.Now}: page [{string.Join(", ", page.Records.Select(static r => $"{r.Id}@{HistoryVendor.Second(r.ChangedAt!.Value)}"))}] -> {(_request is null ? "complete" : _request)}");
        if (_request is null || (more & 3) != 3)
        {
            Commit();
        }

        if (_request is null)
        {
            Settle();
        }

        return true;
    }

    private void Use(StrategyStep step)
    {
        _current = step.State;
        _request = step.Next;
    }

    private void Commit()
    {
        foreach ((int row, int version) in _uncommitted)
        {
            _mirror[row] = Math.Max(_mirror[row], version);
            _seen[row] = true;
        }

        _uncommitted.Clear();
        _committed = _current;
    }

    private void Abandon()
    {
        _uncommitted.Clear();
        _current = _committed;
        _request = null;
    }

    /// <summary>After a sweep the rows that it has not seen are deleted, as the engine would without its second look.</summary>
    private void Settle()
    {
        if (!IsSweep(_strategy!) || !Array.TrueForAll(_choices, IsSweep))
        {
            return;
        }

        for (int row = 0; row < _vendor.Count; row++)
        {
            if (_mirror[row] != 0 && !_seen[row])
            {
                if (_vendor.IsLive(row) && _case.HasParts)
                {
                    // It moved from a list that was still to be read to one that was: the engine asks for it by id.
                    _mirror[row] = _vendor.Version(row);
                    continue;
                }

                if (_vendor.IsLive(row))
                {
                    _fault ??= new HistoryFault(HistoryFaultKind.Lost, $"Record {_vendor.Id(row)} is live, and a sweep did not see it.");
                }

                _mirror[row] = 0;
            }
        }
    }
}
