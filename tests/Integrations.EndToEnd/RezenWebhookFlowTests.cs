using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Simulators;
using Microsoft.Extensions.Configuration;

namespace Integrations.EndToEnd;

/// <summary>
/// Webhooks of reZEN from their registration to the core tables. Nothing of them is established at the vendor: this is one way in which they might be, which the configuration describes and the
/// simulator follows.
/// </summary>
public sealed class RezenWebhookFlowTests
{
    private const string Secret = "synthetic-webhook-secret";
    private const string Header = "X-Sample-Signature";
    private const string Path = "hooks/subscriptions";
    private const string Foreign = "https://elsewhere.example.com/receiver";

    /// <summary>What a host would write down that has learnt how its vendor registers and signs.</summary>
    private const string Configuration = """
        {
          "Rezen": {
            "Webhooks": {
              "Service": "hermes",
              "RegisterPath": "hooks/subscriptions",
              "ListPath": "hooks/subscriptions",
              "DeletePath": "hooks/subscriptions/{id}",
              "CallbackUrlProperty": "target",
              "EventTypesProperty": "topics",
              "SecretProperty": "signingSecret",
              "Secret": "synthetic-webhook-secret",
              "SignatureHeader": "X-Sample-Signature",
              "SignatureEncoding": "Base64"
            }
          }
        }
        """;

    private static readonly string[] s_events =
        ["LISTING_CLOSED", "LISTING_CREATED", "LISTING_UPDATED", "TRANSACTION_CLOSED", "TRANSACTION_CREATED", "TRANSACTION_TERMINATED", "TRANSACTION_UPDATED"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connected_user_hears_of_its_changes_and_they_reach_the_core()
    {
        await using RezenStage stage = await OpenAsync();
        await using WebStage web = await WebStage.StartAsync(stage);
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        IReadOnlyList<WebhookSubscription> registered = await web.Webhooks.ListAsync(account.Ref, Token);
        string deal = await stage.TextAsync("select transaction_id_raw from integrations.rezen_transactions where lifecycle_group = 'OPEN' and built_from_transaction_id_raw is not null order by 1 limit 1");
        string listing = await stage.TextAsync("select listing_id_raw from integrations.rezen_listings where lifecycle_state = 'LISTING_ACTIVE' order by 1 limit 1");

        stage.Vendor.Move(stage.User.Id, "transactions", Guid.Parse(deal), "SETTLED");
        Guid made = stage.Vendor.PutInContract(stage.User.Id, Guid.Parse(listing));
        await stage.Vendor.Webhooks.WhenIdleAsync(Token);
        await stage.SettleWebhooksAsync();

        Assert.Equal(s_events, registered.Select(static r => r.Event));
        Assert.All(registered, static r => Assert.Equal((WebhookSubscriptionState.Registered, true), (r.State, r.VerifiedAt is not null)));
        Assert.Equal(7, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_webhooks_registered where status = 'registered' and webhook_id_raw is not null"));
        Assert.Equal((0, stage.Vendor.Webhooks.Delivered), (stage.Vendor.Webhooks.GivenUp, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_process_webhook")));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_process_webhook where status <> 'PROMOTED' or not signature_valid or run_id is null"));
        await stage.AssertMirrorIsVendorAsync(account, "transactions");
        Assert.Equal("CLOSED SETTLED", await stage.TextAsync($"select lifecycle_group || ' ' || lifecycle_state from integrations.rezen_transactions where transaction_id_raw = '{deal}'"));
        Assert.Equal("true", await stage.TextAsync($"select closed::text from integrations.transaction where source_external_id = '{deal}'"));
        Assert.Equal("LISTING_CLOSED", await stage.TextAsync($"select lifecycle_state from integrations.rezen_listings where in_contract_transaction_id_raw = '{deal}'"));
        Assert.Equal(listing, await stage.TextAsync($"select l.source_external_id from integrations.transaction t join integrations.listing l on l.id = t.listing_id where t.source_external_id = '{made}'"));
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_accounts where webhooks_verified_at is not null"));
    }

    [Fact]
    public async Task I11_a_forged_signature_is_401_a_foreign_token_404_and_nothing_of_them_is_stored()
    {
        await using RezenStage stage = await OpenAsync();
        await using WebStage web = await WebStage.StartAsync(stage);
        AccountInfo account = await stage.ConnectAsync();
        Uri address = await web.AddressAsync(account);
        string body = $$"""{"eventName":"TRANSACTION_UPDATED","rezenObject":{"id":"{{stage.Vendor.Ids(stage.User.Id, "transactions")[0]}}","type":"TRANSACTION"},"timestamp":1776722231967}""";
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body));
        (string, string) right = (Header, Convert.ToBase64String(signature));

        foreach ((string Name, string Value)[] wrong in new (string, string)[][] { [], [(Header, "")], [(Header, Convert.ToHexStringLower(signature))], [("X-Other", Convert.ToBase64String(signature))] })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await web.PostAsync(address, body, wrong));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await web.PostAsync(address, body.Replace("UPDATED", "CREATED", StringComparison.Ordinal), right));
        Assert.Equal(HttpStatusCode.NotFound, await web.PostAsync(new Uri(address.AbsoluteUri[..^1] + (address.AbsoluteUri[^1] == 'A' ? 'B' : 'A')), body, right));
        Assert.Equal(HttpStatusCode.NotFound, await web.PostAsync(new Uri(address, "../rezen/" + WebhookTokens.Create()), body, right));
        Assert.Equal(HttpStatusCode.NotFound, await web.PostAsync(new Uri(address.AbsoluteUri.Replace("/rezen/", "/fub/", StringComparison.Ordinal)), body, right));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.webhook_inbox"));

        Assert.Equal(HttpStatusCode.OK, await web.PostAsync(address, body, right));
        Assert.Equal(HttpStatusCode.OK, await web.PostAsync(address, body, right));
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_process_webhook where signature_valid"));
    }

    [Fact]
    public async Task I11_of_a_flood_with_duplicates_and_forgeries_each_event_is_stored_once_and_the_mirror_is_the_vendor()
    {
        await using RezenStage stage = await OpenAsync(static o => (o.Webhooks.DuplicateShare, o.Webhooks.ForgedShare) = (0.3, 0.2));
        await using WebStage web = await WebStage.StartAsync(stage);
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();

        stage.Vendor.Burst(stage.User.Id, changes: 80, seed: 3);
        await stage.Vendor.Webhooks.WhenIdleAsync(Token);
        await stage.SettleWebhooksAsync();

        RezenSimulatorWebhooks sent = stage.Vendor.Webhooks;
        Assert.True(sent is { Duplicates: > 0, Forged: > 0, ForgedTaken: 0, GivenUp: 0, Dropped: 0 });
        Assert.Equal(sent.Delivered - sent.Duplicates, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_process_webhook where status = 'PROMOTED'"));

        // What the vendor deletes it announces to nobody; the next full read finds it.
        HashSet<string> there = [.. stage.Vendor.Ids(stage.User.Id, "transactions").Select(static i => i.ToString())];
        Assert.Subset((await stage.MirrorAsync(account, "transactions")).Keys.ToHashSet(StringComparer.Ordinal), there);
        await stage.SyncAndReconcileAsync(account);
        await stage.AssertMirrorIsVendorAsync(account);
    }

    [Fact]
    public async Task A_record_that_is_not_visible_yet_is_asked_for_again_until_it_is()
    {
        await using RezenStage stage = await OpenAsync();
        await using WebStage web = await WebStage.StartAsync(stage);
        await stage.ConnectAsync();
        await stage.SettleAsync();
        stage.Vendor.Faults.Add(SimulatorFault.LateVisibility(TimeSpan.FromSeconds(45)) with { Path = "transactions" });
        Guid fresh = stage.Vendor.Create(stage.User.Id, "transactions");
        stage.Vendor.Faults.Clear();
        await stage.Vendor.Webhooks.WhenIdleAsync(Token);

        await stage.DrainWebhooksAsync();
        string waiting = await stage.TextAsync("select status || ' ' || last_error from integrations.rezen_process_webhook");
        long early = await stage.ScalarAsync<long>($"select count(*) from integrations.rezen_transactions where transaction_id_raw = '{fresh}'");
        await stage.SettleWebhooksAsync();

        Assert.Equal(("PENDING The vendor does not show a record yet.", 0), (waiting, early));
        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.transaction where source_external_id = '{fresh}' and deleted_at is null"));
        Assert.Equal("PROMOTED 0", await stage.TextAsync("select status || ' ' || attempts from integrations.rezen_process_webhook"));
    }

    [Fact]
    public async Task A_deal_that_a_webhook_names_and_nobody_has_ever_seen_deletes_nothing()
    {
        await using RezenStage stage = await OpenAsync();
        await using WebStage web = await WebStage.StartAsync(stage);
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        stage.Vendor.Webhooks.Send(stage.User.Id, "TRANSACTION_UPDATED", Guid.NewGuid());
        stage.Vendor.Webhooks.Send(stage.User.Id, "TRANSACTION_TERMINATED", stage.Vendor.Ids(stage.User.Id, "transactions")[0]);
        await stage.Vendor.Webhooks.WhenIdleAsync(Token);

        await stage.SettleWebhooksAsync();

        await stage.AssertMirrorIsVendorAsync(account, "transactions");
        Assert.Equal(2, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_process_webhook where status = 'PROMOTED'"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_transactions where deleted_at is not null"));
    }

    [Fact]
    public async Task What_is_missing_elsewhere_or_too_much_is_healed_and_foreign_webhooks_are_left_alone()
    {
        await using RezenStage stage = await OpenAsync();
        await using WebStage web = await WebStage.StartAsync(stage);
        AccountInfo account = await stage.ConnectAsync();
        using HttpClient hermes = Hermes(stage);
        Uri address = await web.AddressAsync(account);
        Dictionary<string, string> before = await HooksAsync(hermes, address);
        await hermes.DeleteAsync(new Uri($"{Path}/{before["TRANSACTION_CLOSED"]}", UriKind.Relative), Token);
        await RegisterAsync(hermes, address.AbsoluteUri, "TRANSACTION_UPDATED");
        await RegisterAsync(hermes, address.AbsoluteUri, "SOMETHING_NOBODY_WANTS");
        await RegisterAsync(hermes, new Uri(address, WebhookTokens.Create()).AbsoluteUri, "LISTING_UPDATED");
        await RegisterAsync(hermes, Foreign, "LISTING_UPDATED");

        IReadOnlyList<WebhookSubscription> healed = await web.Webhooks.CheckAsync(account.Ref, Token);

        Assert.All(healed, static h => Assert.Equal(WebhookSubscriptionState.Registered, h.State));
        Dictionary<string, string> after = await HooksAsync(hermes, address);
        Assert.Equal(s_events, after.Keys.Order(StringComparer.Ordinal));
        Assert.NotEqual(before["TRANSACTION_CLOSED"], after["TRANSACTION_CLOSED"]);
        Assert.Equal([Foreign], (await ListAsync(hermes)).Select(static h => h.Target).Except([address.AbsoluteUri], StringComparer.Ordinal));
        Assert.Equal(after["TRANSACTION_CLOSED"], await stage.TextAsync("select webhook_id_raw from integrations.rezen_webhooks_registered where event_types = '{TRANSACTION_CLOSED}' and removed_at is null"));
        Assert.Equal(7, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_webhooks_registered where status = 'registered'"));
        string stored = await stage.TextAsync("select (select webhook_url from integrations.rezen_accounts) || (select jsonb_agg(to_jsonb(w))::text from integrations.rezen_webhooks_registered w)");
        Assert.DoesNotContain(address.Segments[^1], stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_address_is_told_to_the_vendor_and_an_erased_user_is_taken_off_its_list()
    {
        await using RezenStage stage = await OpenAsync();
        await using WebStage web = await WebStage.StartAsync(stage);
        AccountInfo account = await stage.ConnectAsync();
        using HttpClient hermes = Hermes(stage);
        await RegisterAsync(hermes, Foreign, "LISTING_UPDATED");
        Uri old = await web.AddressAsync(account);

        await web.Webhooks.RotateAsync(account.Ref, TimeSpan.Zero, Token);

        Uri current = await web.AddressAsync(account);
        Assert.NotEqual(old, current);
        Assert.Equal(s_events, (await HooksAsync(hermes, current)).Keys.Order(StringComparer.Ordinal));
        Assert.Empty(await HooksAsync(hermes, old));
        Assert.Equal(HttpStatusCode.NotFound, await web.PostAsync(old, "{}"));

        ErasureResult erased = await ((IAccountErasure)web.Services.GetService(typeof(IAccountErasure))!).EraseAccountAsync(account.Ref, Token);

        Assert.Equal("7 webhooks were removed at the vendor.", Assert.Single(erased.Notes));
        Assert.Equal([Foreign], (await ListAsync(hermes)).Select(static h => h.Target));
    }

    [Fact]
    public async Task Without_settings_nothing_is_registered_and_what_is_registered_by_hand_is_taken_at_the_secret_address()
    {
        await using RezenStage stage = await RezenStage.OpenAsync(static o => (o.Webhooks.Deliver, o.Webhooks.AllowLoopbackHttp, o.Webhooks.ShortBody) = (true, true, true));
        await using WebStage web = await WebStage.StartAsync(stage);
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        Assert.Empty(await web.Webhooks.ListAsync(account.Ref, Token));
        using HttpClient hermes = Hermes(stage);
        using HttpResponseMessage registered = await hermes.PostAsJsonAsync(new Uri("webhooks", UriKind.Relative), new JsonObject { ["callbackUrl"] = (await web.AddressAsync(account)).AbsoluteUri }, Token);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        Guid deal = stage.Vendor.Ids(stage.User.Id, "transactions")[2];

        // A body that tells neither its id nor its time is the same for every change of a record: the second one is none the less heard.
        foreach (long price in new[] { 111_000L, 222_000L })
        {
            stage.Vendor.Edit(stage.User.Id, "transactions", deal, new JsonObject { ["price"] = new JsonObject { ["amount"] = price, ["currency"] = "USD" } });
            await stage.Vendor.Webhooks.WhenIdleAsync(Token);
            await stage.SettleWebhooksAsync();
            await stage.AssertMirrorIsVendorAsync(account, "transactions");
            stage.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("2 2 0", await stage.TextAsync("select concat_ws(' ', count(*), count(*) filter (where status = 'PROMOTED'), count(*) filter (where signature_valid)) from integrations.rezen_process_webhook"));
    }

    /// <summary>The simulator's variant and the host's configuration of it.</summary>
    private static Task<RezenStage> OpenAsync(Action<RezenSimulatorOptions>? vendor = null) => RezenStage.OpenAsync(
        o =>
        {
            (o.Webhooks.Deliver, o.Webhooks.AllowLoopbackHttp) = (true, true);
            (o.Webhooks.RegisterPath, o.Webhooks.CallbackUrlProperty, o.Webhooks.EventTypesProperty, o.Webhooks.SecretProperty) = (Path, "target", "topics", "signingSecret");
            (o.Webhooks.SignatureHeader, o.Webhooks.Base64Signature) = (Header, true);
            vendor?.Invoke(o);
        },
        configuration: new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Configuration))).Build().GetSection("Rezen"));

    private static HttpClient Hermes(RezenStage stage)
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(stage.Vendor.Services["hermes"], "api/v1/") };
        client.DefaultRequestHeaders.Add("X-API-KEY", stage.User.ApiKey);
        client.DefaultRequestHeaders.Add("User-Agent", "Synthetic/1");
        return client;
    }

    private static async Task RegisterAsync(HttpClient hermes, string target, string name)
    {
        using HttpResponseMessage made = await hermes.PostAsJsonAsync(new Uri(Path, UriKind.Relative), new JsonObject { ["target"] = target, ["topics"] = new JsonArray(name) }, Token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    private static async Task<List<(string Id, string Target, string Topic)>> ListAsync(HttpClient hermes) =>
        [.. (await hermes.GetFromJsonAsync<JsonArray>(new Uri(Path, UriKind.Relative), Token))!.Select(static h => (h!["id"]!.ToString(), h["target"]!.ToString(), h["topics"]![0]!.ToString()))];

    /// <summary>Ids of the registrations at an address, by event: one of each.</summary>
    private static async Task<Dictionary<string, string>> HooksAsync(HttpClient hermes, Uri address) =>
        (await ListAsync(hermes)).Where(h => h.Target == address.AbsoluteUri).ToDictionary(static h => h.Topic, static h => h.Id, StringComparer.Ordinal);
}
