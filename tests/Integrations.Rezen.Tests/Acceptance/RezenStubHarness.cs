using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Rezen.Tests;

/// <summary>
/// An account of reZEN that holds one list: pages by number in the vendor's envelope, in the last of the lists that make up the stream. Record <c>n</c> was made in minute <c>n</c>; the vendor's
/// clock stands at the newest one. All services share one address and differ in their paths.
/// </summary>
internal sealed class RezenStubHarness : StubVendorHarness
{
    private const string Team = "11000000-0000-4000-8000-0000000000aa";
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 16, 0, 0, TimeSpan.Zero);
    private const string NotFound = """{"com.real.commons.apierror.ApiError":{"status":404,"message":"Transaction not found by id"}}""";
    private static readonly string[] s_single = ["agentData", "referralCode"];
    private static readonly string[] s_whole = ["networkFrontline", "sponsorTree", "teamRoster", "equity", .. s_single];
    private readonly FakeTimeProvider _time = new(Start.AddHours(1));
    private readonly StubCredentials _credentials = new();
    private readonly ServiceProvider _services;
    private readonly string _list;
    private readonly string _fixture;
    private volatile string _key = "real_synthetic_0001";

    public RezenStubHarness(string list, string fixture, string? openEnum = null)
    {
        (_list, _fixture, OpenEnumProperty) = (list, fixture, openEnum);
        _credentials[Account.Ref] = _key;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<ICredentialStore>(_credentials);
        services.AddRezenIntegration(o =>
        {
            foreach (string service in o.Services.Keys.ToArray())
            {
                o.Services[service] = new Uri(BaseAddress, service + "/");
            }

            o.PageSize = o.ListingPageSize = o.NetworkPageSize = PageSize;
            o.RequestsPerSecond = 0;
            o.Endpoints.Equity = "arrakis";
            o.Endpoints.EquityPath = "equity/{agentId}/grants";
            (o.Endpoints.ReferralCode, o.Endpoints.ReferralCodePath) = ("yenta", "codes/{agentId}");
        });
        _services = services.BuildServiceProvider();
        Source = _services.GetServices<ISyncSource>().Single(s => s.Descriptor.Name.Entity == list);
    }

    public override ISyncSource Source { get; }

    public override AccountInfo Account => Fixture.Account;

    public override int PageSize => 20;

    public override string Secret => _key;

    public override string? OpenEnumProperty { get; }

    public override bool IsPaged => !s_whole.Contains(_list, StringComparer.Ordinal);

    public override int MaxRecords => s_single.Contains(_list, StringComparer.Ordinal) ? 1 : base.MaxRecords;

    /// <summary>A cap that may not be seen is a row that says so.</summary>
    public override bool IsRefusedByRecord => _list == "networkCap";

    /// <summary>The details of a page are asked for side by side.</summary>
    public override int RequestsAtOnce => _list is "transactions" or "networkCap" ? RezenSourceServices.SideBySide : 1;

    private DateTimeOffset VendorTime => Stamp(Records.Count);

    public override JsonObject MakeRecord(int number)
    {
        JsonObject record = Fixture.Object(_fixture);
        switch (_list)
        {
            case "networkCap":
                // A cap does not say whose it is: the amount stands for the agent.
                record["capAmountPaid"]!["amount"] = number;
                break;
            case "referralCode":
                record["agentId"] = Id(number);
                break;
            default:
                record["id"] = Id(number);
                break;
        }

        foreach (string name in (string[])["createdAt", "updatedAt", "paidAt"])
        {
            if (record.ContainsKey(name))
            {
                record[name] = Stamp(number).ToUnixTimeMilliseconds();
            }
        }

        return record;
    }

    public override VendorId IdOf(int number) => new(_list == "sponsorTree" ? Id(number) + ":1" : Id(number));

    public override void RemoveId(JsonObject record)
    {
        // A contribution is also known by whose it is and what it came from, a code is the owner's where it does not say whose, and of a cap the agent's address says it.
        foreach (string name in _list == "networkCap" ? [.. record.Select(static p => p.Key)] : (string[])["id", "agentYentaId", "transactionId", "code"])
        {
            record.Remove(name);
        }
    }

    public override ValueTask ReplaceCredentialAsync(CancellationToken cancellationToken = default)
    {
        _key = "real_synthetic_0002";
        _credentials[Account.Ref] = _key;
        return ValueTask.CompletedTask;
    }

    public override void Advance(TimeSpan by) => _time.Advance(by);

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override bool IsAuthorized(StubRequest request) => request.Headers["X-API-KEY"] == _key && request.Headers["User-Agent"].Length > 0;

    protected override StubAnswer Answer(StubRequest request)
    {
        string[] path = request.Path.Trim('/').Split('/');
        Assert.Equal(["api", "v1"], path[1..3]);
        return Resource(path[0], path[3..], request) with
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Date"] = VendorTime.ToString("R", CultureInfo.InvariantCulture) },
        };
    }

    private static string Id(int number) => $"b7000000-0000-4000-8000-{number:D12}";

    private static DateTimeOffset Stamp(int number) => Start.AddMinutes(number);

    private StubAnswer Resource(string service, string[] path, StubRequest request) => (service, path) switch
    {
        ("arrakis", ["transactions", "participant", Fixture.YentaId, "transactions" or "listing-transactions", var group]) => Page("transactions", group == "TERMINATED", request),
        ("arrakis", ["transactions", var id]) => One(id),
        ("arrakis", ["revshares", Fixture.YentaId, "contributions", var tier]) => Page("contributions", tier == "5", request),
        ("arrakis", ["revshares", Fixture.YentaId, "payments", "pending"]) => Page("contributions", true, request),
        ("arrakis", ["revshares", Fixture.YentaId, "payments"]) => Page("payments", true, request),
        ("arrakis", ["equity", Fixture.YentaId, "grants"]) => Whole("grants"),
        ("arrakis", ["agent", var agent, "cap-info"]) => Cap(agent),
        ("yenta", ["agents", Fixture.YentaId, "down-line", var tier]) => DownLine(tier, request),
        ("yenta", ["codes", Fixture.YentaId]) => Single(),
        ("yenta", ["users", "me"]) when _list == "agentData" => Single(),
        ("yenta", ["agents", Fixture.YentaId, "front-line-agents-info"]) => Whole("frontLineAgentInfos"),
        ("yenta", ["agents", Fixture.YentaId, "sponsor-tree"]) => Whole("flattenedSponsors"),
        ("yenta", ["users", "me"]) => StubAnswer.Json(Fixture.Text("me")),
        ("yenta", ["teams", Team]) => StubAnswer.Json($$"""{"id":"{{Team}}","name":"Sample Team","type":"NORMAL","status":"ACTIVE","agents":[{{string.Join(',', Records)}}]}"""),
        _ => throw new InvalidOperationException($"The vendor has no {request.Path}."),
    };

    private StubAnswer DownLine(string tier, StubRequest request)
    {
        Assert.Equal("ACTIVE,INACTIVE,CANDIDATE,REJECTED,RESURRECTING", request.Query["statusIn"]);
        return Page("downLineAgents", tier == "5", request, _list == "networkCap" ? [.. Agents.Keys.Select(static id => $$"""{"id":"{{id}}"}""")] : Records);
    }

    /// <summary>Agents by id, each with its cap.</summary>
    private Dictionary<string, string> Agents => Records.Select(static (record, place) => (record, place)).ToDictionary(
        static r => Id(JsonNode.Parse(r.record) is JsonObject cap && cap["capAmountPaid"] is JsonObject paid && paid["amount"] is JsonValue amount && amount.TryGetValue(out int number) ? number : r.place + 1),
        static r => r.record,
        StringComparer.Ordinal);

    private StubAnswer Cap(string agent) => Agents.TryGetValue(agent, out string? cap) ? StubAnswer.Json(cap) : StubAnswer.NotFound(NotFound);

    private StubAnswer Single() => Records is [{ } only] ? StubAnswer.Json(only) : StubAnswer.NotFound(NotFound);

    private StubAnswer Whole(string rows) => StubAnswer.Json($$"""{"{{rows}}":[{{string.Join(',', Records)}}]}""");

    private StubAnswer One(string id) => Records.FirstOrDefault(r => (JsonNode.Parse(r) as JsonObject)?["id"]?.ToString() == id) is { } found
        ? StubAnswer.Json(found)
        : StubAnswer.NotFound(NotFound);

    private StubAnswer Page(string name, bool holdsRecords, StubRequest request, IReadOnlyList<string>? records = null)
    {
        records ??= Records;
        List<string> rows = holdsRecords ? [.. request.Query.TryGetValue("sortDirection", out string? direction) && direction == "DESC" ? records.Reverse() : records] : [];
        int size = request.Number("pageSize", 20);
        int number = IsCursorRepeated && rows.Count > 0 ? 0 : request.Number("pageNumber", 0);
        List<string> page = [.. rows.Skip(number * size).Take(size)];
        bool hasNext = (IsCursorRepeated && rows.Count > 0) || (number + 1) * size < rows.Count;
        return StubAnswer.Json(
            $$"""{"pageNumber":{{number}},"pageSize":{{size}},"hasNext":{{(hasNext ? "true" : "false")}},"totalCount":{{rows.Count}},"{{name}}":[{{string.Join(',', page)}}]}""");
    }
}
