using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Testing.Tests;

internal sealed class ExampleHarness : StubVendorHarness
{
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http;
    private volatile string _secret = "secret-of-the-example-0001";

    public ExampleHarness(Bug bug)
    {
#pragma warning disable RS0030 // The example has no host that could make clients.
        _http = new HttpClient { BaseAddress = BaseAddress };
#pragma warning restore RS0030
        Source = new ExampleSource(_http, () => _secret, _time, bug);
    }

    public override ISyncSource Source { get; }

    public override AccountInfo Account { get; } = new() { Ref = new AccountRef("example", new RowId(7)) };

    public override int PageSize => ExampleSource.PageSize;

    public override string Secret => _secret;

    public override string? OpenEnumProperty => "kind";

    public override JsonObject MakeRecord(int number) => new() { ["id"] = number, ["name"] = $"Thing {number}", ["kind"] = "small", ["updated"] = "2026-01-15T16:20:29Z" };

    public override VendorId IdOf(int number) => VendorId.From(number);

    public override ValueTask ReplaceCredentialAsync(CancellationToken cancellationToken = default)
    {
        _secret = "secret-of-the-example-0002";
        return ValueTask.CompletedTask;
    }

    public override void Advance(TimeSpan by) => _time.Advance(by);

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await base.DisposeAsync();
    }

    protected override bool IsAuthorized(StubRequest request) => request.Headers["Authorization"] == $"Bearer {_secret}";

    protected override StubAnswer Answer(StubRequest request)
    {
        if (request.Path.StartsWith("/things/", StringComparison.Ordinal))
        {
            var id = long.Parse(request.Path["/things/".Length..], CultureInfo.InvariantCulture);
            return Records.FirstOrDefault(r => JsonNode.Parse(r)!["id"]!.GetValue<long>() == id) is { } found ? StubAnswer.Json(found) : StubAnswer.NotFound();
        }

        Assert.Equal("/things", request.Path);
        var limit = request.Number("limit", 10);
        var after = request.Number("after", 0);
        var next = IsCursorRepeated ? "1" : after + limit < Records.Count ? (after + limit).ToString(CultureInfo.InvariantCulture) : null;
        return StubAnswer.Json($$"""{"items":[{{string.Join(',', Records.Skip(after).Take(limit))}}],"next":{{(next is null ? "null" : $"\"{next}\"")}},"total":{{Records.Count}}}""");
    }
}
