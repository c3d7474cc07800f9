using System.Runtime.CompilerServices;
using System.Text;
using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

/// <summary>A source that plays pages from a script and counts how far it was read.</summary>
internal sealed class ScriptedSource : ISyncSource, IRowMapper
{
    public static readonly StreamName Stream = new("test", "things");

    private static readonly EntityTable<TestRow> Table = EntityTable<TestRow>.Define("test_things", "test_account_id").Key("thing_id", static r => r.Id).Text("value", static r => r.Value).Build();

    public ScriptedSource(bool staged = false, CountCost countCost = CountCost.None, bool deltaIsFull = false, bool cheapKeys = false, bool deltaStaged = false) => Descriptor = new SyncStreamDescriptor
    {
        Name = Stream,
        Table = Table,
        Strategy = "full-sweep",
        StagingTable = staged ? "stage_things" : null,
        DeltaStagingTable = deltaStaged ? "stage_things_daily" : null,
        CountCost = countCost,
        DeltaIsFullRead = deltaIsFull,
        HasCheapKeys = cheapKeys,
    };

    public SyncStreamDescriptor Descriptor { get; }

    public string? NotConfigured { get; set; }

    public int IdsPerRead { get; init; } = 100;

    public IRowMapper Mapper => this;

    /// <summary>Pages: each a list of "id=value"; "!x" is an unreadable record.</summary>
    public List<string[]> Pages { get; } = [];

    /// <summary>Pages of keys, for a source with cheap ones.</summary>
    public List<string[]> Keys { get; } = [];

    /// <summary>Thrown instead of the page of that number.</summary>
    public Dictionary<int, Exception> Faults { get; } = [];

    public HashSet<string> AliveById { get; } = new(StringComparer.Ordinal);

    public VendorCount? Count { get; set; }

    public int PagesRead { get; private set; }

    /// <summary>Bytes of the answer with each page.</summary>
    public long BytesOfPage { get; set; }

    public List<SyncRequest> Requests { get; } = [];

    public List<int> ByIdReads { get; } = [];

    /// <summary>Called by each read by id; may throw.</summary>
    public Action<IReadOnlyList<VendorId>> OnReadByIds { get; set; } = static _ => { };

    /// <summary>The vendor's stamp of records read by id.</summary>
    public DateTimeOffset? StampById { get; set; }

    /// <summary>Awaited before each page.</summary>
    public Func<int, CancellationToken, Task> BeforePage { get; set; } = static (_, _) => Task.CompletedTask;

    public async IAsyncEnumerable<SyncPage> ReadPages(SyncRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Requests.Add(request);
        int start = request.Cursor is { } cursor ? int.Parse(cursor.Open(Stream, 1), System.Globalization.CultureInfo.InvariantCulture) : 0;
        for (int i = start; i < Pages.Count; i++)
        {
            await BeforePage(i, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (Faults.Remove(i, out Exception? fault))
            {
                throw fault;
            }

            request.Tally?.AddRequest();
            request.Tally?.AddBytes(BytesOfPage);
            PagesRead++;
            yield return new SyncPage([.. Pages[i].Select(Record)], CursorAt(i + 1), i == Pages.Count - 1);
        }
    }

    public static SyncCursor CursorAt(int page) => SyncCursor.Create(Stream, 1, page.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ByIdReads.Add(ids.Count);
        OnReadByIds(ids);
        return Task.FromResult<IReadOnlyList<SyncRecord>>([.. ids.Select(id => AliveById.Contains(id.Value)
            ? Record($"{id.Value}=alive", StampById)
            : AliveById.Contains("!" + id.Value) ? Record("!" + id.Value) : new SyncRecord { Id = id, Operation = SyncOperation.Delete })]);
    }

    public Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        tally?.AddRequest();
        return Task.FromResult(Count);
    }

    public async IAsyncEnumerable<KeyPage> ReadKeys(
        AccountInfo account, SyncCursor? cursor = null, RequestTally? tally = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int start = cursor is null ? 0 : int.Parse(cursor.Open(Stream, 1), System.Globalization.CultureInfo.InvariantCulture);
        for (int i = start; i < Keys.Count; i++)
        {
            await BeforePage(i, cancellationToken);
            tally?.AddRequest();
            yield return new KeyPage([.. Keys[i].Select(static k => new SourceKey(new VendorId(k), null))], CursorAt(i + 1), i == Keys.Count - 1);
        }
    }

    public MappedRecord Map(SyncRecord record, AccountInfo account)
    {
        if (record.Problem is { } problem)
        {
            return new MappedRecord { Id = record.Id, Problem = problem, Raw = record.Raw };
        }

        return record.Operation == SyncOperation.Delete
            ? new MappedRecord { Id = record.Id, Operation = SyncOperation.Delete }
            : new MappedRecord { Id = record.Id, Row = record.Model, VendorUpdatedAt = record.VendorUpdatedAt, Raw = record.Raw, Drift = ((TestRow)record.Model!).Value.StartsWith('?') ? [new DriftNote(DriftKind.UnknownValue, "$.value")] : [] };
    }

    private static SyncRecord Record(string text) => Record(text, stamp: null);

    private static SyncRecord Record(string text, DateTimeOffset? stamp)
    {
        if (text.StartsWith('!'))
        {
            return new SyncRecord { Id = new VendorId(text[1..]), Problem = new RecordProblem("unreadable", "Not readable."), Raw = Encoding.UTF8.GetBytes("{}") };
        }

        string[] parts = text.Split('=');
        return new SyncRecord { Id = new VendorId(parts[0]), VendorUpdatedAt = stamp, Model = new TestRow(parts[0], parts[1]), Raw = Encoding.UTF8.GetBytes("{}") };
    }
}
