using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Integrations.Simulators.Tests;

public sealed class RezenWebhookTests : RezenSimulatorTests
{
    private readonly ConcurrentQueue<(byte[] Body, string? Signature)> _received = new();
    private WebApplication? _receiver;
    private Uri _address = null!;

    protected override RezenSimulatorOptions Options
    {
        get
        {
            var options = new RezenSimulatorOptions();
            (options.Webhooks.Deliver, options.Webhooks.AllowLoopbackHttp, options.Webhooks.SignatureHeader) = (true, true, "X-Synthetic-Signature");
            return options;
        }
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _receiver = builder.Build();
        _receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            _received.Enqueue((body.ToArray(), context.Request.Headers["X-Synthetic-Signature"].FirstOrDefault()));
        });
        await _receiver.StartAsync(Token);
        _address = new Uri(_receiver.Urls.First() + "/hooks/rezen/token");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_receiver is not null) await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_registered_address_hears_of_what_a_client_writes()
    {
        await Register(new JsonObject { ["callbackUrl"] = _address.ToString(), ["secret"] = "synthetic-webhook-secret" });
        var transaction = (await ReadAll(Arrakis, Transactions + "OPEN", "transactions")).First(static t => StateOf(t) != "TERMINATION_REQUESTED");

        using var written = await Arrakis.PutAsync(new Uri($"transactions/{IdOf(transaction)}/termination-requested", UriKind.Relative), content: null, Token);
        await Simulator.Webhooks.WhenIdleAsync(Token);

        Assert.Contains(_received, r => Encoding.UTF8.GetString(r.Body) is var body && body.Contains("TRANSACTION_UPDATED", StringComparison.Ordinal) && body.Contains(IdOf(transaction).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_registered_address_hears_of_transactions_and_listings_signed_with_its_secret()
    {
        await Register(new JsonObject { ["callbackUrl"] = _address.ToString(), ["secret"] = "synthetic-webhook-secret" });
        var transaction = (await Group(Transactions, "OPEN"))[0];

        Simulator.Move(Account.Id, "transactions", transaction, "SETTLED");
        Simulator.Edit(Account.Id, "networkDownline", Simulator.Ids(Account.Id, "networkDownline")[0], new JsonObject { ["tier"] = 2 });
        await Simulator.Webhooks.WhenIdleAsync(Token);

        var bodies = _received.Select(static r => JsonNode.Parse(r.Body)!).ToList();
        var closed = Assert.Single(bodies, static b => b["eventName"]!.GetValue<string>() == "TRANSACTION_CLOSED");
        Assert.Equal((transaction.ToString(), "TRANSACTION"), (closed["rezenObject"]!["id"]!.GetValue<string>(), closed["rezenObject"]!["type"]!.GetValue<string>()));
        Assert.Equal(Account.YentaId.ToString(), closed["userId"]!.GetValue<string>());
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeMilliseconds(), closed["timestamp"]!.GetValue<long>());
        Assert.All(_received, static r => Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("synthetic-webhook-secret"), r.Body)), r.Signature));
    }

    [Fact]
    public async Task Only_the_events_that_were_asked_for_are_sent_and_none_after_the_end()
    {
        var hook = await Register(new JsonObject { ["callbackUrl"] = _address.ToString(), ["eventTypes"] = new JsonArray("LISTING_CREATED") });

        Simulator.Create(Account.Id, "transactions");
        Simulator.Create(Account.Id, "listings");
        await Simulator.Webhooks.WhenIdleAsync(Token);
        Assert.Single(_received);
        Assert.Null(_received.Single().Signature);

        using (var ended = await Client("hermes").DeleteAsync(new Uri($"webhooks/{hook}", UriKind.Relative), Token)) Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Simulator.Create(Account.Id, "listings");
        await Simulator.Webhooks.WhenIdleAsync(Token);
        Assert.Single(_received);
        Assert.Empty((await Get(Client("hermes"), "webhooks")).EnumerateArray());
    }

    [Fact]
    public async Task An_address_without_https_is_refused_and_a_registration_is_its_users_own()
    {
        await Register(new JsonObject { ["callbackUrl"] = _address.ToString() });
        using var refused = await Client("hermes").PostAsJsonAsync("webhooks", new JsonObject { ["callbackUrl"] = "http://receiver.example.com/" }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty((await Get(Client("hermes", Simulator.Accounts[1].ApiKey), "webhooks")).EnumerateArray());
        Simulator.Create(2, "listings");
        await Simulator.Webhooks.WhenIdleAsync(Token);
        Assert.Empty(_received);
    }

    private async Task<Guid> Register(JsonObject body)
    {
        using var response = await Client("hermes").PostAsJsonAsync("webhooks", body, Token);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Token))!["id"]!.GetValue<Guid>();
    }
}
