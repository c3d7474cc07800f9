using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Simulators.Tests;

/// <summary>A running simulator on a fake clock, and clients for its keys.</summary>
public abstract class FubSimulatorTests : IAsyncLifetime
{
    private readonly List<HttpClient> _clients = [];

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 16, 9, 0, 0, TimeSpan.Zero));

    protected FubSimulator Simulator { get; private set; } = null!;

    protected FubSimulatorAccount Account => Simulator.Accounts[0];

    protected HttpClient Owner { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected virtual FubSimulatorOptions Options => new() { RateLimits = FubSimulatorRateLimits.Off };

    public virtual async ValueTask InitializeAsync()
    {
        var options = Options;
        options.TimeProvider = Clock;
        options.AdvanceClock = Clock.Advance;
        Simulator = await FubSimulator.StartAsync(options, Token);
        Owner = Client(Account.OwnerKey);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected HttpClient Client(string key, bool registered = true)
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Simulator.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(key + ":")));
        if (registered)
        {
            client.DefaultRequestHeaders.Add("X-System", "synthetic-system");
            client.DefaultRequestHeaders.Add("X-System-Key", "synthetic-system-key-0001");
        }

        _clients.Add(client);
        return client;
    }

    protected static async Task<JsonElement> Get(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Json(response);
    }

    protected Task<JsonElement> Get(string path) => Get(Owner, path);

    protected static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Token));
        return document.RootElement.Clone();
    }

    protected static Task<HttpResponseMessage> Send(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), Token);

    protected static async Task AssertError(HttpClient client, string path, HttpStatusCode status, string message)
    {
        using var response = await Send(client, path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(message, (await Json(response)).GetProperty("errorMessage").GetString());
    }

    protected static IEnumerable<JsonElement> Rows(JsonElement page) =>
        page.EnumerateObject().Single(property => property.Name != "_metadata").Value.EnumerateArray();

    protected static long Total(JsonElement page) => page.GetProperty("_metadata").GetProperty("total").GetInt64();

    protected static long IdOf(JsonElement row) => row.GetProperty("id").GetInt64();

    /// <summary>Reads all pages of a list by its next links, or by offset where it has none.</summary>
    private protected static async Task<List<JsonElement>> ReadAll(HttpClient client, string path)
    {
        var rows = new List<JsonElement>();
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var url = $"{path}{separator}limit=100";
        while (true)
        {
            var page = await Get(client, url);
            var count = rows.Count;
            rows.AddRange(Rows(page));
            var metadata = page.GetProperty("_metadata");
            if (rows.Count == count) return rows;
            if (metadata.TryGetProperty("nextLink", out var link) && link.ValueKind == JsonValueKind.String) url = link.GetString()!;
            else if (rows.Count < metadata.GetProperty("total").GetInt64()) url = $"{path}{separator}limit=100&offset={rows.Count}";
            else return rows;
        }
    }
}
