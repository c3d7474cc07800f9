using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.AspNetCore.Tests;

/// <summary>Desired webhooks against the simulated vendor, which sends them to a real host.</summary>
public sealed class SubscriptionTests
{
    private const string Foreign = "https://elsewhere.example.com/receiver";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_that_is_connected_hears_of_its_changes()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync();
        AccountInfo account = await host.ConnectAsync();

        IReadOnlyList<WebhookSubscription> wanted = await host.Manager.ListAsync(account.Ref, Cancellation);
        Assert.Equal(28, wanted.Count);
        Assert.All(wanted, static w => Assert.Equal((WebhookSubscriptionState.Registered, true), (w.State, w.VerifiedAt is not null)));
        Assert.Equal(wanted.Select(static w => w.Event), host.Hooks().Select(static h => h["event"]!.GetValue<string>()).Order(StringComparer.Ordinal));

        host.Vendor.Burst(host.Account, changes: 100, seed: 3);
        await host.Vendor.Webhooks.WhenIdleAsync(Cancellation);

        Assert.True(host.Vendor.Webhooks.Delivered > 0);
        Assert.Equal(0, host.Vendor.Webhooks.GivenUp);
        Assert.Equal(host.Vendor.Webhooks.Delivered, await host.Web.CountAsync());
        Assert.Equal(0, await host.Web.ScalarAsync<long>("select count(*) from integrations.webhook_inbox where entity_type is null or cardinality(object_ids) = 0"));
    }

    [Fact]
    public async Task I11_Duplicates_and_forgeries_of_a_flood_store_nothing()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync(static o => (o.Webhooks.DuplicateShare, o.Webhooks.ForgedShare, o.Webhooks.MaxIdsPerDelivery) = (0.3, 0.05, 1));
        await host.ConnectAsync();

        host.Vendor.Burst(host.Account, changes: 400, seed: 5);
        await host.Vendor.Webhooks.WhenIdleAsync(Cancellation);

        FubSimulatorWebhooks sent = host.Vendor.Webhooks;
        Assert.True(sent is { Duplicates: > 0, Forged: > 0, GivenUp: 0, Dropped: 0 });
        Assert.Equal(0, sent.ForgedTaken);
        Assert.Equal(sent.Delivered - sent.Duplicates, await host.Web.CountAsync());
    }

    [Fact]
    public async Task What_is_missing_off_elsewhere_or_too_much_is_healed_and_foreign_webhooks_are_left_alone()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync();
        AccountInfo account = await host.ConnectAsync();
        string here = host.Hooks()[0]["url"]!.GetValue<string>();
        Dictionary<string, long> ids = host.Hooks().ToDictionary(static h => h["event"]!.GetValue<string>(), static h => h["id"]!.GetValue<long>());
        host.Vendor.Delete(host.Account, "webhooks", ids["peopleCreated"]);
        host.Vendor.Edit(host.Account, "webhooks", ids["peopleUpdated"], new JsonObject { ["status"] = "Disabled" });
        host.Vendor.Edit(host.Account, "webhooks", ids["peopleDeleted"], new JsonObject { ["url"] = here.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal) });
        host.Vendor.Create(host.Account, "webhooks", Hook("callsCreated", here));
        host.Vendor.Create(host.Account, "webhooks", Hook("emailsCreated", here));
        host.Vendor.Create(host.Account, "webhooks", Hook("dealsCreated", $"{host.PublicAddress}/fub/{WebhookTokens.Create()}"));
        host.Vendor.Create(host.Account, "webhooks", Hook("callsUpdated", Foreign));
        host.Vendor.Create(host.Account, "webhooks", Hook("callsUpdated", $"https://elsewhere.example.com/{WebhookTokens.Create()}"));

        IReadOnlyList<WebhookSubscription> after = await host.Manager.CheckAsync(account.Ref, Cancellation);

        Assert.All(after, static w => Assert.Equal(WebhookSubscriptionState.Registered, w.State));
        Assert.All(host.Hooks(), static h => Assert.Equal("Active", h["status"]!.GetValue<string>()));
        Assert.Equal(28, host.Hooks().Count(h => h["url"]!.GetValue<string>() == here));
        Assert.Equal(30, host.Hooks().Count);
        Assert.Contains(host.Hooks(), static h => h["url"]!.GetValue<string>() == Foreign);
    }

    [Fact]
    public async Task A_place_that_others_have_taken_is_said_so_and_the_other_webhooks_are_registered()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync();
        host.Vendor.Create(host.Account, "webhooks", Hook("callsUpdated", Foreign));
        host.Vendor.Create(host.Account, "webhooks", Hook("callsUpdated", Foreign + "2"));

        AccountInfo account = await host.ConnectAsync();

        WebhookSubscription failing = Assert.Single(await host.Manager.ListAsync(account.Ref, Cancellation), static w => w.State == WebhookSubscriptionState.Failing);
        Assert.Equal("callsUpdated", failing.Event);
        Assert.Contains("2 webhooks", failing.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_the_owners_is_a_clear_state_and_is_not_asked_again_soon()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync();
        string agent = host.Vendor.Accounts[0].Keys.First(static k => k.Role == FubSimulatorRole.Agent).Key;

        AccountInfo account = await host.ConnectAsync(agent);

        Assert.Equal(AccountStatus.Active, account.Status);
        Assert.All(await host.Manager.ListAsync(account.Ref, Cancellation), static w =>
        {
            Assert.Equal(WebhookSubscriptionState.Failing, w.State);
            Assert.Contains("owner", w.Reason, StringComparison.Ordinal);
        });
        Assert.Single(host.Web.Logs.GetSnapshot(), static l => l.Id.Id == 1041);
        Assert.Empty(await host.Store.ListDueAsync("fub", 10, Cancellation));
        Assert.Equal(1, host.Vendor.Requests.Entries.Count(static r => r.Path == "webhooks"));
    }

    [Fact]
    public async Task The_stored_address_shows_no_token()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync();
        AccountInfo account = await host.ConnectAsync();
        string token = await host.Web.TokenAsync(account.Ref);

        string stored = await host.Web.ScalarAsync<string>(
            "select (select webhook_url from integrations.fub_accounts) || (select jsonb_agg(to_jsonb(w))::text from integrations.fub_webhooks_registered w)");

        Assert.Contains($"{host.PublicAddress}/fub/***", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(token, stored, StringComparison.Ordinal);
        Assert.Equal(1, await host.Web.ScalarAsync<long>("select count(distinct callback_token_hash) from integrations.webhooks_registered r join integrations.webhook_tokens t on t.token_hash = r.callback_token_hash"));
        Assert.Equal(1, await host.Web.ScalarAsync<long>("select count(*) from integrations.fub_accounts where webhooks_verified_at is not null"));
    }

    [Fact]
    public async Task A_replaced_address_is_told_to_the_vendor()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync();
        AccountInfo account = await host.ConnectAsync();
        string old = await host.Web.TokenAsync(account.Ref);

        await host.Manager.RotateAsync(account.Ref, TimeSpan.Zero, Cancellation);

        string current = await host.Web.TokenAsync(account.Ref);
        Assert.All(host.Hooks(), h => Assert.EndsWith(current, h["url"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Equal(28, host.Hooks().Count);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await host.Web.StatusAsync(old, WebhookHost.Body("1")));
        host.Vendor.Edit(host.Account, "people", host.Vendor.Ids(host.Account, "people")[0], new JsonObject { ["price"] = 1 });
        await host.Vendor.Webhooks.WhenIdleAsync(Cancellation);
        Assert.Equal(1, await host.Web.CountAsync());
    }

    [Fact]
    public async Task I17_Erasing_an_account_removes_its_webhooks_at_the_vendor_and_leaves_foreign_ones_alone()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync();
        AccountInfo account = await host.ConnectAsync();
        await host.Manager.RotateAsync(account.Ref, cancellationToken: Cancellation);
        host.Vendor.Create(host.Account, "webhooks", Hook("callsUpdated", Foreign));
        host.Vendor.Create(host.Account, "webhooks", Hook("notesUpdated", $"https://elsewhere.example.com/{WebhookTokens.Create()}"));

        ErasureResult result = await host.Web.Services.GetRequiredService<IAccountErasure>().EraseAccountAsync(account.Ref, Cancellation);

        Assert.Equal("28 webhooks were removed at the vendor.", Assert.Single(result.Notes));
        Assert.Equal(2, host.Hooks().Count);
        Assert.Equal(0, await host.Web.ScalarAsync<long>($"select count(*) from integrations.rate_budget where scope_key = '{account.Ref.Id}'"));
    }

    [Fact]
    public async Task I17_An_account_whose_credential_is_dead_is_erased_and_told_that_its_webhooks_may_be_left()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync();
        AccountInfo account = await host.ConnectAsync();
        host.Vendor.Faults.Add(SimulatorFault.Unauthorized());

        ErasureResult result = await host.Web.Services.GetRequiredService<IAccountErasure>().EraseAccountAsync(account.Ref, Cancellation);

        string note = Assert.Single(result.Notes);
        Assert.StartsWith("0 webhooks were removed at the vendor; others may be left there.", note, StringComparison.Ordinal);
        Assert.Contains("404", note, StringComparison.Ordinal);
        Assert.Equal(28, host.Hooks().Count);
        Assert.Equal(0, await host.Web.ScalarAsync<long>("select count(*) from integrations.fub_accounts"));
    }

    [Fact]
    public async Task I10_Changes_that_no_webhook_announced_are_an_alarm_until_one_comes()
    {
        await using SubscribedHost host = await SubscribedHost.StartAsync();
        AccountInfo account = await host.ConnectAsync();
        await RunAsync(host, account, "people", TimeSpan.FromMinutes(-130), inserted: 3);
        await RunAsync(host, account, "people", TimeSpan.FromMinutes(-70), inserted: 4);
        await RunAsync(host, account, "calls", TimeSpan.FromMinutes(-30), inserted: 5);
        await RunAsync(host, account, "appointments", TimeSpan.FromMinutes(-70), inserted: 6);
        await host.ExecuteAsync("update integrations.webhooks_registered set registered_at = now() - interval '10 days'");
        IPeriodicChore chore = host.Web.Services.GetServices<IPeriodicChore>().Single(static c => c.Name == "webhooks");
        IAlertStore alerts = host.Web.Services.GetRequiredService<IAlertStore>();

        await chore.RunAsync(Cancellation);
        await chore.RunAsync(Cancellation);

        IntegrationAlert alert = Assert.Single(await alerts.ListOpenAsync(Cancellation));
        Assert.Equal(("webhooks-silent", account.Ref, FubStreams.People.Name), (alert.Rule, alert.Account!.Value, alert.Stream!.Value));
        Assert.Contains("7 changes", alert.What, StringComparison.Ordinal);
        Assert.Contains("PublicAddress", alert.Remedy, StringComparison.Ordinal);
        Assert.Single(host.Web.Logs.GetSnapshot(), static l => l.Id.Id == 1043);

        host.Vendor.Edit(host.Account, "people", host.Vendor.Ids(host.Account, "people")[0], new JsonObject { ["price"] = 1 });
        await host.Vendor.Webhooks.WhenIdleAsync(Cancellation);
        await chore.RunAsync(Cancellation);

        Assert.Empty(await alerts.ListOpenAsync(Cancellation));
        Assert.Equal(1, await host.Web.ScalarAsync<long>("select count(*) from integrations.integration_alert where closed_at is not null"));
        Assert.Equal(1, await host.Web.ScalarAsync<long>("select count(*) from integrations.fub_accounts where last_webhook_at is not null"));
    }

    private static JsonObject Hook(string name, string url) => new() { ["event"] = name, ["url"] = url, ["status"] = "Active" };

    private static Task RunAsync(SubscribedHost host, AccountInfo account, string entity, TimeSpan ago, long inserted) => host.ExecuteAsync(FormattableString.Invariant(
        $"insert into integrations.sync_runs (run_id, vendor, account_id, entity_type, fence, mode, started_at, finished_at, outcome, rows_read, rows_inserted) values (gen_random_uuid(), 'fub', {account.Ref.Id.Value}, '{entity}', 1, 'delta', now() + interval '{ago.TotalMinutes} minutes', now() + interval '{ago.TotalMinutes} minutes', 'COMPLETE', {inserted}, {inserted})"));

    private sealed class SubscribedHost : IAsyncDisposable
    {
        private SubscribedHost(FubSimulator vendor, WebhookHost web)
        {
            Vendor = vendor;
            Web = web;
        }

        public FubSimulator Vendor { get; }

        public WebhookHost Web { get; }

        public long Account => Vendor.Accounts[0].Id;

        public string PublicAddress => Web.PublicAddress!;

        public IWebhookManager Manager => Web.Services.GetRequiredService<IWebhookManager>();

        public IWebhookSubscriptionStore Store => Web.Services.GetRequiredService<IWebhookSubscriptionStore>();

        public static async Task<SubscribedHost> StartAsync(Action<FubSimulatorOptions>? configure = null)
        {
            FubSimulatorOptions options = new() { AccountCount = 1, RateLimits = FubSimulatorRateLimits.Off, SystemName = "Synthetic", SystemKey = WebhookHost.Key };
            (options.Webhooks.Deliver, options.Webhooks.AllowLoopbackHttp) = (true, true);
            configure?.Invoke(options);
            FubSimulator vendor = await FubSimulator.StartAsync(options, Cancellation);
            return new SubscribedHost(vendor, await WebhookHost.StartAsync(vendor: vendor.BaseAddress));
        }

        public Task<AccountInfo> ConnectAsync(string? key = null) => Web.Services.GetRequiredService<IAccountConnector>()
            .ConnectAsync("fub", new VendorCredential { ApiKey = key ?? Vendor.Accounts[0].OwnerKey }, cancellationToken: Cancellation);

        public List<JsonObject> Hooks() => [.. Vendor.Ids(Account, "webhooks").Select(id => JsonNode.Parse(Vendor.Read(Account, "webhooks", id)!)!.AsObject())];

        public async Task ExecuteAsync(string sql)
        {
            await using NpgsqlCommand command = Web.Data.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            await Vendor.DisposeAsync();
            await Web.DisposeAsync();
        }
    }
}
