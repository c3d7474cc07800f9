using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Simulators.Tests;

public sealed class WebhookTests : IAsyncDisposable
{
    private const string Key = "synthetic-system-key-0001";

    private FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 15, 16, 20, 30, TimeSpan.Zero));
    private readonly ConcurrentQueue<(string Body, string Signature)> _received = new();
    private readonly List<IAsyncDisposable> _open = [];
    private Func<int, int> _answer = static _ => 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_announced_and_signed_as_the_vendor_does()
    {
        (FubSimulator fub, HttpClient client, string address) = await StartAsync();
        long account = fub.Accounts[0].Id;
        await RegisterAsync(client, "peopleUpdated", address);
        await RegisterAsync(client, "peopleStageUpdated", address);
        long person = fub.Ids(account, "people")[0];

        fub.Edit(account, "people", person, new JsonObject { ["stageId"] = fub.Ids(account, "stages")[1] });
        await fub.Webhooks.WhenIdleAsync(Cancellation);

        JsonObject[] bodies = [.. _received.Select(static r => JsonNode.Parse(r.Body)!.AsObject()).OrderBy(static b => b["event"]!.GetValue<string>(), StringComparer.Ordinal)];
        Assert.Equal(["peopleStageUpdated", "peopleUpdated"], bodies.Select(static b => b["event"]!.GetValue<string>()));
        Assert.All(bodies, b =>
        {
            Assert.Equal("2026-01-15T16:20:30+00:00", b["eventCreated"]!.GetValue<string>());
            Assert.Equal([person], b["resourceIds"]!.AsArray().Select(static i => i!.GetValue<long>()));
            Assert.Equal($"https://api.followupboss.com/v1/people?id={person}", b["uri"]!.GetValue<string>());
        });
        Assert.NotEmpty(bodies[0]["data"]!["stage"]!.GetValue<string>());
        Assert.All(_received, static r => Assert.Equal(
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(r.Body))))), r.Signature));

        string id = bodies[0]["eventId"]!.GetValue<string>();
        JsonObject again = (await client.GetFromJsonAsync<JsonObject>($"webhookEvents/{id}", Cancellation))!;
        Assert.Equal((id, "peopleStageUpdated"), (again["id"]!.GetValue<string>(), again["event"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Calls_of_the_api_are_announced_too_and_what_goes_with_a_deleted_person_is_not()
    {
        (FubSimulator fub, HttpClient client, string address) = await StartAsync();
        foreach (string name in (string[])["peopleDeleted", "notesCreated", "notesDeleted", "callsDeleted"])
        {
            await RegisterAsync(client, name, address);
        }

        long person = fub.Ids(fub.Accounts[0].Id, "people")[^1];
        await client.PostAsJsonAsync("notes", new JsonObject { ["personId"] = person, ["body"] = "Synthetic" }, Cancellation);
        await client.DeleteAsync(new Uri($"people/{person}", UriKind.Relative), Cancellation);
        await fub.Webhooks.WhenIdleAsync(Cancellation);

        Assert.Equal(["notesCreated", "peopleDeleted"], _received.Select(static r => JsonNode.Parse(r.Body)!["event"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Contains(_received, static r => JsonNode.Parse(r.Body)!["uri"] is null);
    }

    [Fact]
    public async Task A_delivery_that_fails_is_tried_again_as_often_and_as_late_as_set()
    {
        (FubSimulator fub, HttpClient client, string address) = await StartAsync();
        await RegisterAsync(client, "peopleUpdated", address);
        _answer = static attempt => attempt < 6 ? 500 : 200;

        fub.Webhooks.Send(fub.Accounts[0].Id, "peopleUpdated", [1]);
        List<DateTimeOffset> times = [];
        for (int attempt = 1; attempt <= 6; attempt++)
        {
            while (_received.Count < attempt && fub.Webhooks.Pending > 0)
            {
                Cancellation.ThrowIfCancellationRequested();
                _time.Advance(attempt == 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            times.Add(_time.GetUtcNow());
        }

        await fub.Webhooks.WhenIdleAsync(Cancellation);
        Assert.Equal((6, 1, 0), (fub.Webhooks.Attempts, fub.Webhooks.Delivered, fub.Webhooks.GivenUp));
        Assert.All(times.Zip(times.Skip(1), [1, 5, 5, 10, 30]), static t => Assert.True(t.Second - t.First >= TimeSpan.FromMinutes(t.Third)));
        Assert.Single(_received.Select(static r => r.Body).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(406)]
    [InlineData(410)]
    public async Task An_answer_that_says_never_again_switches_the_webhook_off(int status)
    {
        (FubSimulator fub, HttpClient client, string address) = await StartAsync();
        long hook = await RegisterAsync(client, "peopleUpdated", address);
        _answer = _ => status;

        fub.Webhooks.Send(fub.Accounts[0].Id, "peopleUpdated", [1]);
        await fub.Webhooks.WhenIdleAsync(Cancellation);
        fub.Webhooks.Send(fub.Accounts[0].Id, "peopleUpdated", [2]);
        await fub.Webhooks.WhenIdleAsync(Cancellation);

        Assert.Equal((1, 1), (fub.Webhooks.Attempts, fub.Webhooks.GivenUp));
        Assert.Equal("Disabled", (await client.GetFromJsonAsync<JsonObject>($"webhooks/{hook}", Cancellation))!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Duplicates_forgeries_and_delays_are_drawn_from_the_seed()
    {
        List<string> runs = [];
        for (int run = 0; run < 2; run++)
        {
            _received.Clear();
            _time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 16, 20, 30, TimeSpan.Zero));
            (FubSimulator fub, HttpClient client, string address) = await StartAsync(static o =>
                (o.Webhooks.DuplicateShare, o.Webhooks.ForgedShare, o.Webhooks.MaxDelay, o.Webhooks.MaxIdsPerDelivery) = (0.3, 0.1, TimeSpan.FromMinutes(2), 1));
            await RegisterAsync(client, "peopleUpdated", address);
            for (int i = 1; i <= 100; i++)
            {
                fub.Webhooks.Send(fub.Accounts[0].Id, "peopleUpdated", [i]);
            }

            while (fub.Webhooks.Pending > 0)
            {
                Cancellation.ThrowIfCancellationRequested();
                _time.Advance(TimeSpan.FromSeconds(10));
                await Task.Yield();
            }

            Assert.InRange(fub.Webhooks.Duplicates, 15, 45);
            Assert.InRange(fub.Webhooks.Forged, 2, 20);
            Assert.Equal(100 + fub.Webhooks.Duplicates, fub.Webhooks.Delivered);
            runs.Add(string.Join(' ', _received.Select(static r => JsonNode.Parse(r.Body)!["eventId"]!.GetValue<string>()).Order(StringComparer.Ordinal)));
        }

        Assert.Equal(runs[0], runs[1]);
    }

    [Fact]
    public async Task Registrations_follow_the_vendors_rules()
    {
        (FubSimulator fub, HttpClient client, string address) = await StartAsync();
        await RegisterAsync(client, "peopleUpdated", address);
        await RegisterAsync(client, "peopleUpdated", address);

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, "peopleUpdated", address));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, "ponyUpdated", address));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, "callsUpdated", "http://hooks.example.com/"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, "callsUpdated", "hooks"));
        Assert.Equal(HttpStatusCode.Created, await PostAsync(client, "callsUpdated", "https://hooks.example.com/"));

        using HttpClient other = Client(fub, "Another-System");
        Assert.Equal(HttpStatusCode.Created, await PostAsync(other, "peopleUpdated", address));
        Assert.Equal(1, (await other.GetFromJsonAsync<JsonObject>("webhooks", Cancellation))!["_metadata"]!["total"]!.GetValue<int>());
        Assert.Equal(3, (await client.GetFromJsonAsync<JsonObject>("webhooks", Cancellation))!["_metadata"]!["total"]!.GetValue<int>());
        using HttpResponseMessage foreign = await other.DeleteAsync(new Uri("webhooks/202", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task An_event_is_sent_though_its_record_cannot_be_seen_yet()
    {
        (FubSimulator fub, HttpClient client, string address) = await StartAsync();
        await RegisterAsync(client, "peopleCreated", address);
        fub.Faults.Add(SimulatorFault.LateVisibility(TimeSpan.FromMinutes(3)) with { Path = "people" });

        long person = fub.Create(fub.Accounts[0].Id, "people");
        await fub.Webhooks.WhenIdleAsync(Cancellation);

        Assert.Single(_received);
        Assert.Null(fub.Read(fub.Accounts[0].Id, "people", person));
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.NotNull(fub.Read(fub.Accounts[0].Id, "people", person));
    }

    [Fact]
    public async Task Nothing_is_sent_unless_it_is_switched_on()
    {
        (FubSimulator fub, HttpClient client, string address) = await StartAsync(static o => o.Webhooks.Deliver = false);
        await RegisterAsync(client, "peopleUpdated", address);

        fub.Burst(fub.Accounts[0].Id, 50, 1);
        await fub.Webhooks.WhenIdleAsync(Cancellation);

        Assert.Equal(0, fub.Webhooks.Attempts);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable each in Enumerable.Reverse(_open))
        {
            await each.DisposeAsync();
        }
    }

    private static HttpClient Client(FubSimulator fub, string system)
    {
        HttpClient client = new(new SocketsHttpHandler()) { BaseAddress = fub.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(fub.Accounts[0].OwnerKey + ":")));
        client.DefaultRequestHeaders.Add("X-System", system);
        client.DefaultRequestHeaders.Add("X-System-Key", Key);
        return client;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string name, string address)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync("webhooks", new JsonObject { ["event"] = name, ["url"] = address }, Cancellation);
        return response.StatusCode;
    }

    private static async Task<long> RegisterAsync(HttpClient client, string name, string address)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync("webhooks", new JsonObject { ["event"] = name, ["url"] = address }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        JsonObject made = (await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
        Assert.Equal(["event", "id", "status", "url"], made.Select(static p => p.Key).Order(StringComparer.Ordinal));
        return made["id"]!.GetValue<long>();
    }

    private async Task<(FubSimulator Fub, HttpClient Client, string Address)> StartAsync(Action<FubSimulatorOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication receiver = builder.Build();
        receiver.Run(async context =>
        {
            using StreamReader reader = new(context.Request.Body);
            string body = await reader.ReadToEndAsync(Cancellation);
            _received.Enqueue((body, context.Request.Headers["FUB-Signature"].ToString()));
            context.Response.StatusCode = _answer(_received.Count);
        });
        await receiver.StartAsync(Cancellation);
        FubSimulatorOptions options = new() { AccountCount = 1, TimeProvider = _time, AdvanceClock = _time.Advance };

        // The clock of these tests runs ahead of real answers.
        (options.Webhooks.Deliver, options.Webhooks.AllowLoopbackHttp, options.Webhooks.Timeout) = (true, true, Timeout.InfiniteTimeSpan);
        configure?.Invoke(options);
        FubSimulator fub = await FubSimulator.StartAsync(options, Cancellation);
        HttpClient client = Client(fub, "Synthetic");
        _open.AddRange([receiver, fub]);
        return (fub, client, receiver.Urls.Single() + "/hook");
    }
}
