using System.Net;
using System.Text;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Integrations.AspNetCore.Tests;

public sealed class WebhookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I11_A_delivery_is_committed_before_the_2xx()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        AccountRef account = await host.ConnectAsync();
        string token = await host.TokenAsync(account);
        string[] ids = [.. Enumerable.Range(0, 200).Select(static _ => Guid.NewGuid().ToString())];

        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (id, _) =>
        {
            Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, WebhookHost.Body(id)));
            Assert.Equal(1, await host.ScalarAsync<long>($"select count(*) from integrations.webhook_inbox where event_id = '{id}'"));
        });

        Assert.Equal(
            $"fub|{account.Id}|peopleUpdated|people|{{9001}}|PENDING|True",
            await host.ScalarAsync<string>("select distinct concat_ws('|', vendor, account_id, event_name, entity_type, object_ids, status, case when signature_valid then 'True' end) from integrations.webhook_inbox"));
    }

    [Fact]
    public async Task I11_There_is_no_2xx_while_the_commit_is_under_way_and_none_after_it_failed()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();
        await using NpgsqlConnection blocker = await host.Data.OpenConnectionAsync(Cancellation);
        await using NpgsqlTransaction block = await blocker.BeginTransactionAsync(Cancellation);
        await using (NpgsqlCommand take = new("lock table integrations.webhook_inbox in access exclusive mode", blocker))
        {
            await take.ExecuteNonQueryAsync(Cancellation);
        }

        Task<HttpStatusCode> first = host.StatusAsync(token, WebhookHost.Body("killed"));

        // Killed as often as it comes back with a new connection: it does so once. One that is dying may be seen, and told to die, twice.
        HashSet<int> killed = [];
        while (!first.IsCompleted)
        {
            killed.UnionWith(await host.ScalarAsync<int[]>(
                "select coalesce(array_agg(pid) filter (where pg_terminate_backend(pid)), '{}') from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"));
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await first);
        Assert.Equal(2, killed.Count);

        Task<HttpStatusCode> second = host.StatusAsync(token, WebhookHost.Body("waits"));
        while (await host.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0)
        {
            Assert.False(second.IsCompleted);
        }

        Assert.False(second.IsCompleted);
        await block.RollbackAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, await second);
        Assert.Equal("waits", await host.ScalarAsync<string>("select string_agg(event_id, ',') from integrations.webhook_inbox"));
    }

    [Fact]
    public async Task I11_A_bad_signature_stores_nothing_and_is_counted()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();
        using OutcomeCounter counter = new(host.Services);

        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(token, WebhookHost.Body("1"), signature: new string('0', 64)));
        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(token, WebhookHost.Body("1"), change: static r => r.Headers.Remove("FUB-Signature")));

        Assert.Equal(0, await host.CountAsync());
        Assert.Equal(2, counter["bad_signature"]);
        Assert.Contains(host.Logs.GetSnapshot(), static l => l.Id.Id == 5001);
    }

    [Fact]
    public async Task I11_A_bad_token_stores_nothing_and_is_counted()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();
        using OutcomeCounter counter = new(host.Services);

        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(WebhookTokens.Create(), WebhookHost.Body("1")));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(token[..^1], WebhookHost.Body("1")));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(token + "A", WebhookHost.Body("1")));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(token.ToUpperInvariant(), WebhookHost.Body("1")));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(token, WebhookHost.Body("1"), vendor: "lofty"));

        Assert.Equal(0, await host.CountAsync());
        Assert.Equal(5, counter["unknown_token"]);
        Assert.Contains(host.Logs.GetSnapshot(), static l => l.Id.Id == 5000);
    }

    [Fact]
    public async Task I11_A_duplicate_is_stored_once_and_answered_2xx()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();
        string other = await host.TokenAsync(await host.ConnectAsync("1700000002"));

        // By the event's id, though the body differs; by the body where there is no id; each account for itself.
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, WebhookHost.Body("1", ids: 5)));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, WebhookHost.Body("1", ids: 6)));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, WebhookHost.Body(ids: 7)));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, WebhookHost.Body(ids: 7)));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, WebhookHost.Body(ids: 8)));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(other, WebhookHost.Body("1", ids: 9)));

        Assert.Equal("{5}{7}{8}{9}", await host.ScalarAsync<string>("select string_agg(object_ids::text, '' order by id) from integrations.webhook_inbox"));
    }

    [Fact]
    public async Task I11_Duplicates_that_come_at_once_are_stored_once()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();
        using OutcomeCounter counter = new(host.Services);

        // In two orders, so that inserts which run side by side hold the same rows differently.
        string[] bodies = [.. Enumerable.Range(0, 20).Select(static i => WebhookHost.Body($"e{i}"))];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 20).SelectMany(i => i % 2 == 0 ? bodies : bodies.Reverse()),
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancellation },
            async (body, _) => Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, body)));

        Assert.Equal(20, await host.CountAsync());
        Assert.Equal((20, 380), (counter["stored"], counter["duplicate"]));
    }

    [Fact]
    public async Task A_delivery_that_the_database_cannot_hold_fails_alone()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();
        HttpStatusCode[] answers = new HttpStatusCode[60];

        await Parallel.ForAsync(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = 60, CancellationToken = Cancellation }, async (i, _) =>
            answers[i] = await host.StatusAsync(token, i % 20 == 0 ? $$"""{"event":"peopleUpdated","resourceIds":[],"price":1{{i}}e999999}""" : WebhookHost.Body($"e{i}")));

        Assert.Equal(3, answers.Count(static a => a == HttpStatusCode.BadRequest));
        Assert.Equal(57, answers.Count(static a => a == HttpStatusCode.OK));
        Assert.Equal(57, await host.CountAsync());
    }

    [Fact]
    public async Task Text_that_PostgreSQL_refuses_is_stored_visibly_changed()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();

        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, """{"eventId":"a\u0000b","event":"peopleStageUpdated","resourceIds":[1],"data":{"stage":"Caf\ud800"}}"""));

        Assert.Equal("a\uFFFDb|a\uFFFDb|Caf\uFFFD", await host.ScalarAsync<string>("select concat_ws('|', event_id, raw->>'eventId', raw->'data'->>'stage') from integrations.webhook_inbox"));
    }

    [Theory]
    [InlineData("""{"novel":true}""")]
    [InlineData("[1]")]
    public async Task A_signed_delivery_that_is_not_understood_is_kept(string body)
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();

        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, body));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from integrations.webhook_inbox where event_name is null and entity_type is null"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("""{"event":"peopleUpdated" """)]
    public async Task What_is_no_JSON_is_refused(string body)
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await host.StatusAsync(token, body));
        Assert.Equal(0, await host.CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_above_the_limit_is_refused_and_stores_nothing(bool isChunked)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(static o => o.MaxBodyBytes = 2_000);
        string token = await host.TokenAsync();
        string small = WebhookHost.Body("small", ids: [.. Enumerable.Range(1000, 300)]);
        string large = WebhookHost.Body("large", ids: [.. Enumerable.Range(1000, 500)]);
        void Change(HttpRequestMessage r) => r.Headers.TransferEncodingChunked = isChunked;

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await host.StatusAsync(token, large, change: Change));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, small, change: Change));
        Assert.Equal("small", await host.ScalarAsync<string>("select string_agg(event_id, ',') from integrations.webhook_inbox"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task The_content_type_does_not_matter(string? type)
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();

        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, WebhookHost.Body("1"), change: r => r.Content!.Headers.TryAddWithoutValidation("Content-Type", type)));
    }

    [Fact]
    public async Task Only_named_headers_are_stored()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();

        await host.StatusAsync(token, WebhookHost.Body("1"), change: static r =>
        {
            r.Headers.TryAddWithoutValidation("User-Agent", "Synthetic/1");
            r.Headers.TryAddWithoutValidation("Authorization", "Bearer secret");
            r.Headers.TryAddWithoutValidation("Cookie", "secret=1");
            r.Headers.TryAddWithoutValidation("X-Request-Id", "r-1");
        });

        Assert.Equal("""{"User-Agent": "Synthetic/1", "X-Request-Id": "r-1"}""", await host.ScalarAsync<string>("select headers::text from integrations.webhook_inbox"));
    }

    [Fact]
    public async Task A_database_that_is_away_asks_the_vendor_to_come_again()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(connectionString: static _ => "Host=127.0.0.1;Port=1;Username=nobody;Timeout=2");

        using HttpResponseMessage response = await host.PostAsync(WebhookTokens.Create(), WebhookHost.Body("1"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_commit_that_takes_too_long_asks_the_vendor_to_come_again()
    {
        FakeTimeProvider time = new();
        await using WebhookHost host = await WebhookHost.StartAsync(services: s => s.AddSingleton<TimeProvider>(time));
        string token = await host.TokenAsync();
        await using NpgsqlConnection blocker = await host.Data.OpenConnectionAsync(Cancellation);
        await using NpgsqlTransaction block = await blocker.BeginTransactionAsync(Cancellation);
        await using NpgsqlCommand take = new("lock table integrations.webhook_inbox in access exclusive mode", blocker);
        await take.ExecuteNonQueryAsync(Cancellation);

        Task<HttpStatusCode> slow = host.StatusAsync(token, WebhookHost.Body("1"));
        while (await host.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0)
        {
            Assert.False(slow.IsCompleted);
        }

        // The statement waits: the request's own wait has begun, or is about to.
        while (!slow.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(8));
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await slow);
    }

    [Fact]
    public async Task An_account_that_sends_too_much_is_told_to_come_again_and_others_are_not()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(static o => (o.DeliveriesPerSecond, o.DeliveryBurst) = (1, 3));
        string noisy = await host.TokenAsync();
        string quiet = await host.TokenAsync(await host.ConnectAsync("1700000002"));

        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 50 && !answers.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            answers.Add(await host.StatusAsync(noisy, WebhookHost.Body($"n{i}")));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.True(answers.Count > 3);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(quiet, WebhookHost.Body("q")));
    }

    [Fact]
    public async Task A_sender_of_many_unknown_tokens_is_turned_away_and_known_tokens_are_not()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(static o => (o.UnknownTokensPerMinute, o.TokenCacheDuration) = (3, TimeSpan.Zero));
        string token = await host.TokenAsync();
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, WebhookHost.Body("1")));

        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 5; i++)
        {
            answers.Add(await host.StatusAsync(WebhookTokens.Create(), WebhookHost.Body("2")));
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token, WebhookHost.Body("3")));
    }

    [Fact]
    public async Task A_replaced_token_is_taken_until_its_overlap_ends()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using WebhookHost host = await WebhookHost.StartAsync(services: s => s.AddSingleton<TimeProvider>(time));
        AccountRef account = await host.ConnectAsync();
        string old = await host.TokenAsync(account);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(old, WebhookHost.Body("1")));

        string current = await host.Tokens.RotateAsync(account, TimeSpan.FromHours(1), Cancellation);
        Assert.NotEqual(old, current);
        Assert.Equal(current, await host.TokenAsync(account));
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(old, WebhookHost.Body("2")));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(current, WebhookHost.Body("3")));

        // It ends to the moment, though the token was seen just before.
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(old, WebhookHost.Body("4")));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(current, WebhookHost.Body("5")));
        Assert.Equal(2, (await host.Tokens.ListAsync(account, Cancellation)).Count);
    }

    [Fact]
    public async Task A_leaked_token_is_refused_at_once_in_this_process_and_soon_in_others()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using WebhookHost host = await WebhookHost.StartAsync(services: s => s.AddSingleton<TimeProvider>(time));
        AccountRef account = await host.ConnectAsync();
        string leaked = await host.TokenAsync(account);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(leaked, WebhookHost.Body("1")));

        string second = await host.Tokens.RotateAsync(account, TimeSpan.Zero, Cancellation);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(leaked, WebhookHost.Body("2")));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(leaked, WebhookHost.Body("3")));

        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(second, WebhookHost.Body("4")));
        await host.Tokens.RotateAsync(account, TimeSpan.Zero, Cancellation);
        host.Services.GetRequiredService<IEnumerable<IWebhookTokenCache>>().Single().Forget(account);
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(second, WebhookHost.Body("5")));
    }

    [Fact]
    public async Task I14_The_token_is_stored_encrypted_and_reaches_no_log()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();
        await host.StatusAsync(token, WebhookHost.Body("1"));
        await host.StatusAsync(token, WebhookHost.Body("2"), signature: "00");
        await host.StatusAsync(token, "no json");

        Assert.NotEmpty(host.Logs.GetSnapshot());
        Assert.All(host.Logs.GetSnapshot(), l => Assert.DoesNotContain(token, l.ToString(), StringComparison.Ordinal));
        string stored = await host.ScalarAsync<string>("select encode(token_enc, 'escape') || encode(token_hash, 'escape') from integrations.webhook_tokens");
        Assert.DoesNotContain(token, stored, StringComparison.Ordinal);
        Assert.Equal(32, WebhookTokens.Hash(token).Length);
        Assert.Equal(32, Encoding.UTF8.GetByteCount(token) * 6 / 8);
    }

    [Fact]
    public async Task A_token_is_looked_up_once_for_many_deliveries()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string token = await host.TokenAsync();
        CountingTokens counting = new(host.Tokens);
        WebhookTokenCache cache = new(counting, Options.Create(new WebhookEndpointOptions()), new FakeTimeProvider());

        await Parallel.ForAsync(0, 100, Cancellation, async (_, _) => Assert.NotNull(await cache.FindAsync("fub", token)));

        Assert.Equal(1, counting.Finds);
    }

    [Fact]
    public async Task The_endpoint_must_be_registered_before_it_is_mapped()
    {
        await using var app = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder().Build();

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => app.MapIntegrationWebhooks());

        Assert.Contains("AddWebhookEndpoint", error.Message, StringComparison.Ordinal);
    }
}
