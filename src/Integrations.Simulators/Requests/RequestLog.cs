using System.Globalization;

namespace Integrations.Simulators;

/// <summary>Requests received: counters without limit, the last entries up to a limit. Safe for concurrent use.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly Queue<RequestLogEntry> _entries = new();
    private readonly Dictionary<(long? Account, string Template, int Status), long> _counters = [];
    private readonly int _capacity;
    private long _total;

    internal RequestLog(int capacity) => _capacity = capacity;

    /// <summary>Requests since the start or since <see cref="Clear"/>.</summary>
    public long Total
    {
        get
        {
            lock (_gate) return _total;
        }
    }

    /// <summary>Called with each request when it has been answered, on the server's thread: a test's way to act at the n-th request. Null for none.</summary>
    public Action<RequestLogEntry>? OnRequest { get; set; }

    /// <summary>The last entries, oldest first; at most as many as the options allow.</summary>
    public IReadOnlyList<RequestLogEntry> Entries
    {
        get
        {
            lock (_gate) return [.. _entries];
        }
    }

    /// <summary>Counts requests. A null argument counts all. <paramref name="path"/> is a path with ids as <c>{id}</c>: <c>people</c>, <c>people/{id}</c>.</summary>
    public long Count(long? account = null, string? path = null, int? status = null)
    {
        lock (_gate)
        {
            long count = 0;
            foreach (var (key, value) in _counters)
                if ((account is null || key.Account == account) && (path is null || string.Equals(key.Template, path, StringComparison.Ordinal)) && (status is null || key.Status == status))
                    count += value;
            return count;
        }
    }

    /// <summary>All counters.</summary>
    public IReadOnlyList<RequestLogCount> Counts()
    {
        lock (_gate)
        {
            var counts = new List<RequestLogCount>(_counters.Count);
            foreach (var (key, value) in _counters) counts.Add(new RequestLogCount(key.Account, key.Template, key.Status, value));
            return counts;
        }
    }

    /// <summary>Forgets entries and counters.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _counters.Clear();
            _total = 0;
        }
    }

    internal void Add(DateTimeOffset time, string method, long? account, long? userId, string path, string query, int status, string? system)
    {
        RequestLogEntry entry;
        lock (_gate)
        {
            _total++;
            entry = new RequestLogEntry(_total, time, method, account, userId, path, query, status, system);
            _entries.Enqueue(entry);
            if (_entries.Count > _capacity) _entries.Dequeue();
            var template = Template(path);
            var key = (account, status == 404 && ReferenceEquals(template, path) ? "{unknown}" : template, status);
            _counters[key] = _counters.GetValueOrDefault(key) + 1;
        }

        OnRequest?.Invoke(entry);
    }

    /// <summary>A path with <c>{id}</c> for ids: uuids anywhere, and numbers in the second segment. The path itself when it has none.</summary>
    internal static string Template(string path)
    {
        var segments = path.Split('/');
        var hasId = false;
        for (var i = 1; i < segments.Length; i++)
        {
            if (!Guid.TryParseExact(segments[i], "D", out _) && (i > 1 || !long.TryParse(segments[i], NumberStyles.None, CultureInfo.InvariantCulture, out _))) continue;
            segments[i] = "{id}";
            hasId = true;
        }

        return hasId ? string.Join('/', segments) : path;
    }
}
