using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Simulators.Tests;

/// <summary>A running reZEN simulator on a fake clock, and clients for its keys and services.</summary>
public abstract class RezenSimulatorTests : IAsyncLifetime
{
    private readonly List<HttpClient> _clients = [];

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 16, 9, 0, 0, TimeSpan.Zero));

    protected RezenSimulator Simulator { get; private set; } = null!;

    protected RezenSimulatorAccount Account => Simulator.Accounts[0];

    protected HttpClient Arrakis { get; private set; } = null!;

    protected HttpClient Yenta { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected virtual RezenSimulatorOptions Options => new();

    /// <summary>Lists of the first user, with their rows property.</summary>
    protected string Transactions => $"transactions/participant/{Account.YentaId}/transactions/";

    protected string Listings => $"transactions/participant/{Account.YentaId}/listing-transactions/";

    public virtual async ValueTask InitializeAsync()
    {
        var options = Options;
        options.TimeProvider = Clock;
        options.AdvanceClock = Clock.Advance;
        Simulator = await RezenSimulator.StartAsync(options, Token);
        Arrakis = Client("arrakis");
        Yenta = Client("yenta");
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <param name="service">Which host.</param>
    /// <param name="key">Null for the first user's. Empty for none.</param>
    /// <param name="userAgent">Empty for none.</param>
    protected HttpClient Client(string service, string? key = null, string userAgent = "synthetic-client/1.0")
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(Simulator.Services[service], "/api/v1/") };
        if (key is not "") client.DefaultRequestHeaders.Add("X-API-KEY", key ?? Account.ApiKey);
        if (userAgent.Length > 0) client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        _clients.Add(client);
        return client;
    }

    protected static Task<HttpResponseMessage> Send(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), Token);

    protected static async Task<JsonElement> Get(HttpClient client, string path)
    {
        using var response = await Send(client, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Token));
        return document.RootElement.Clone();
    }

    protected static async Task AssertError(HttpClient client, string path, HttpStatusCode status, string message)
    {
        using var response = await Send(client, path);
        Assert.Equal(status, response.StatusCode);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Token));
        var error = document.RootElement.GetProperty("com.real.commons.apierror.ApiError");
        Assert.Equal((int)status, error.GetProperty("status").GetInt32());
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>All rows of a paged list.</summary>
    private protected static async Task<List<JsonElement>> ReadAll(HttpClient client, string path, string rows, int pageSize = 25)
    {
        var read = new List<JsonElement>();
        for (var number = 0; ; number++)
        {
            var page = await Get(client, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}pageNumber={number}&pageSize={pageSize}");
            read.AddRange(page.GetProperty(rows).EnumerateArray());
            Assert.Equal(number, page.GetProperty("pageNumber").GetInt32());
            if (page.GetProperty("hasNext").GetBoolean()) continue;
            Assert.Equal(read.Count, page.GetProperty("totalCount").GetInt32());
            return read;
        }
    }

    protected static Guid IdOf(JsonElement row) => row.GetProperty("id").GetGuid();

    protected static string StateOf(JsonElement row) => row.GetProperty("lifecycleState").GetProperty("state").GetString()!;

    /// <summary>Ids of a group's transactions or listings.</summary>
    private protected async Task<List<Guid>> Group(string list, string group) => [.. (await ReadAll(Arrakis, list + group, "transactions")).Select(IdOf)];
}
