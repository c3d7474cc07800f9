using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Fub.Tests;

/// <summary>
/// An account of Follow Up Boss that holds one list: newest first, by token where the list has tokens, in the vendor's envelope. Record <c>n</c> was made in minute <c>n</c>; the
/// vendor's clock stands at the newest one. Text messages belong to two people in turn. Each answer takes two seconds, so that the limits are real and no test waits for them.
/// </summary>
internal sealed class FubStubHarness : StubVendorHarness
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 16, 0, 0, TimeSpan.Zero);
    private static readonly long[] TextPeople = [9002, 9001];
    private readonly FakeTimeProvider _time = new(Start.AddHours(1));
    private readonly StubCredentials _credentials = new();
    private readonly Queue<DateTimeOffset> _window = new();
    private readonly Lock _lock = new();
    private readonly ServiceProvider _services;
    private readonly string _list;
    private readonly string _fixture;
    private volatile string _key = FubServer.Key;

    public FubStubHarness(string list, string fixture, string? openEnum = null)
    {
        (_list, _fixture, OpenEnumProperty) = (list, fixture, openEnum);
        _credentials[Account.Ref] = _key;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<ICredentialStore>(_credentials);
        services.AddFubIntegration(o =>
        {
            o.BaseAddress = new Uri(BaseAddress, "v1/");
            o.SystemName = "synthetic-system";
            o.SystemKey = "synthetic-system-key-0001";
            o.PageSize = PageSize;
        });
        _services = services.BuildServiceProvider();
        Source = _services.GetServices<ISyncSource>().Single(s => s.Descriptor.Name.Entity == list);
    }

    public override ISyncSource Source { get; }

    public override AccountInfo Account => Fixture.Account;

    public override int PageSize => 20;

    public override string Secret => _key;

    public override string? OpenEnumProperty { get; }

    /// <summary>The text messages of two people are read side by side.</summary>
    public override int RequestsAtOnce => _list == "textMessages" ? TextPeople.Length : 1;

    /// <summary>The small lists have no tokens, although they are in the same envelope.</summary>
    private bool HasTokens => _list != "stages";

    private DateTimeOffset VendorTime => Stamp(Records.Count);

    public override JsonObject MakeRecord(int number)
    {
        JsonObject record = JsonNode.Parse(Fixture.Text(_fixture))!.AsObject();
        record["id"] = number;
        foreach (string name in (string[])["created", "createdAt", "updated", "lastActivity", "sent", "occurred"])
        {
            if (record.ContainsKey(name))
            {
                record[name] = Text(Stamp(number));
            }
        }

        if (_list == "textMessages")
        {
            record["personId"] = TextPeople[number % TextPeople.Length];
        }

        return record;
    }

    public override VendorId IdOf(int number) => _list == "stages" ? new VendorId($"people:{number}") : VendorId.From(number);

    public override ValueTask ReplaceCredentialAsync(CancellationToken cancellationToken = default)
    {
        _key = "fka_synthetic_0002";
        _credentials[Account.Ref] = _key;
        return ValueTask.CompletedTask;
    }

    public override void Advance(TimeSpan by) => _time.Advance(by);

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override bool IsAuthorized(StubRequest request) =>
        request.Headers["Authorization"] == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_key + ":"))
        && request.Headers["X-System"] == "synthetic-system"
        && request.Headers["X-System-Key"] == "synthetic-system-key-0001";

    protected override StubAnswer Answer(StubRequest request)
    {
        Assert.StartsWith("/v1/", request.Path, StringComparison.Ordinal);
        string path = request.Path["/v1/".Length..];
        (string context, int limit) = path.Split('/')[0] switch { "events" => ("events", 20), "notes" => ("notes", 10), _ => ("global", 250) };
        int used = Use();
        StubAnswer answer = used > limit ? Refused(429, "Rate limit exceeded") : Resource(path, request);
        _time.Advance(TimeSpan.FromSeconds(2));
        return answer with
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Date"] = VendorTime.ToString("R", CultureInfo.InvariantCulture),
                ["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture),
                ["X-RateLimit-Remaining"] = Math.Max(0, limit - used).ToString(CultureInfo.InvariantCulture),
                ["X-RateLimit-Window"] = "10",
                ["X-RateLimit-Context"] = context,
            },
        };
    }

    private static DateTimeOffset Stamp(int number) => Start.AddMinutes(number);

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static StubAnswer Refused(int status, string message) => new(status, $$"""{"errorMessage":"{{message}}"}""");

    private static bool Is(string record, string name, Func<JsonNode, bool> condition) => (JsonNode.Parse(record) as JsonObject)?[name] is { } value && condition(value);

    /// <summary>Requests in the ten seconds up to now, this one included.</summary>
    private int Use()
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            _window.Enqueue(now);
            while (_window.Peek() <= now.AddSeconds(-10))
            {
                _window.Dequeue();
            }

            return _window.Count;
        }
    }

    private StubAnswer Resource(string path, StubRequest request)
    {
        if (path == _list)
        {
            return List(request);
        }

        // Deals look up their stages, stages come from pipelines as well, text messages are listed person by person.
        return (_list, path) switch
        {
            ("deals" or "stages", "pipelines") => Page(path, [], request),
            ("textMessages", "people") => Page(path, Filtered([.. TextPeople.Select(PersonOfTexts)], request), request),
            (not "groups", _) when path.StartsWith(_list + "/", StringComparison.Ordinal) => One(path[(_list.Length + 1)..]),
            _ => throw new InvalidOperationException($"The vendor has no {path}."),
        };
    }

    private StubAnswer One(string id) =>
        Records.FirstOrDefault(r => Is(r, "id", i => i.ToString() == id)) is { } found ? StubAnswer.Json(found) : Refused(404, "The record was not found");

    private StubAnswer List(StubRequest request)
    {
        IEnumerable<string> records = Records;
        if (request.Query.TryGetValue("personId", out string? person))
        {
            // By place, because a test may have put anything into a record.
            records = Records.Where((_, i) => TextPeople[(i + 1) % TextPeople.Length] == long.Parse(person, CultureInfo.InvariantCulture));
        }
        else if (_list == "textMessages" && !request.Query.ContainsKey("id"))
        {
            return Refused(400, "personId, threadId, phone, toNumber, fromNumber, sharedInboxId, groupTextId, participants, or id list must be specified for GET /v1/textMessages.");
        }

        return Page(_list, Filtered([.. records.Reverse()], request), request);
    }

    private string PersonOfTexts(long id)
    {
        int texts = Records.Where((_, i) => TextPeople[(i + 1) % TextPeople.Length] == id).Count();
        return $$"""{"id":{{id}},"lastActivity":"{{Text(VendorTime)}}","lastText":"{{Text(VendorTime)}}","textsReceived":{{texts}},"textsSent":0}""";
    }

    private static List<string> Filtered(IReadOnlyList<string> records, StubRequest request)
    {
        IEnumerable<string> rows = records;
        if (request.Query.TryGetValue("id", out string? ids))
        {
            rows = rows.Where(r => Is(r, "id", id => ids.Split(',').Contains(id.ToString(), StringComparer.Ordinal)));
        }

        foreach ((string filter, string name) in (IEnumerable<(string, string)>)[("updatedAfter", "updated"), ("createdAfter", "created"), ("lastActivityAfter", "lastActivity")])
        {
            if (request.Query.TryGetValue(filter, out string? after))
            {
                rows = rows.Where(r => Is(r, name, t => string.CompareOrdinal(t.ToString(), after) > 0));
            }
        }

        return [.. rows];
    }

    private StubAnswer Page(string path, List<string> rows, StubRequest request)
    {
        int limit = Math.Min(100, request.Number("limit", 10));
        int offset = request.Number("offset", 0);
        if (HasTokens && offset >= FubDefaults.DeepOffsetLimit)
        {
            return Refused(400, "Deep pagination disabled, use 'nextLink' url.");
        }

        // A token names the place from the end of the list, as an id does: new records do not move it.
        int from = request.Query.TryGetValue("next", out string? token) ? rows.Count - JsonNode.Parse(Convert.FromBase64String(token))!["sinceId"]!.GetValue<int>() : offset;
        bool isRepeated = IsCursorRepeated && rows.Count > 0;
        (from, int total) = isRepeated && !HasTokens ? (0, int.MaxValue) : (from, rows.Count);
        List<string> page = [.. rows.Skip(from).Take(limit)];
        int left = isRepeated ? Math.Max(1, rows.Count - limit) : rows.Count - from - page.Count;
        string? next = HasTokens && left > 0 ? Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"sinceId":{{left}}}""")) : null;
        var metadata = new JsonObject
        {
            ["collection"] = path.ToLowerInvariant(),
            ["offset"] = token is null ? from : 0,
            ["limit"] = limit,
            ["total"] = total,
            ["next"] = next,
            ["nextLink"] = next is null ? null : $"{BaseAddress}v1/{path}?limit={limit}&&next={Uri.EscapeDataString(next)}",
        };
        return StubAnswer.Json($$"""{"_metadata":{{metadata.ToJsonString()}},"{{path.ToLowerInvariant()}}":[{{string.Join(',', page)}}]}""");
    }
}
