using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Simulators;
using Npgsql;

namespace Integrations.EndToEnd;

/// <summary>Two accounts of a vendor with data in every table that they can reach. The first holds texts that stand nowhere else: in the simulator's records, or as secrets of the account.</summary>
/// <param name="First">The account with the texts.</param>
/// <param name="Other">Another account.</param>
/// <param name="Canaries">The texts.</param>
internal sealed record AccountSeed(AccountInfo First, AccountInfo Other, IReadOnlyList<string> Canaries)
{
    private static readonly string[] s_fub =
        ["Quizzaciously", "Zyzzogeton", "quizzy.zyzz@example.com", "5550104711", "Note about a purple xylophone", "Calls about a vanished oboe", "texts of an emerald bassoon"];

    private static readonly string[] s_rezen =
        ["Flummoxella", "Brouhahasson", "flummoxella.b@example.com", "5550104722", "4711 Kettledrum Crescent", "Vermilion Sousaphone Towers", "Gamboge Celesta"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Vendors that there are seeds for.</summary>
    public static TheoryData<string> Vendors => ["fub", "rezen"];

    public static async Task<Stage> OpenAsync(string vendor) => vendor == "fub" ? await FubStage.OpenAsync(static o => o.HideContent = false) : await RezenStage.OpenAsync();

    /// <summary>Onboards both accounts, has records rejected and webhooks given up, and writes what other parts write.</summary>
    public static async Task<AccountSeed> PlantAsync(Stage stage)
    {
        string[] personal = stage is FubStage fub ? Plant(fub) : Plant((RezenStage)stage);
        AccountInfo first = await stage.ConnectAsync(0);
        AccountInfo other = await stage.ConnectAsync(1);
        await stage.SettleAsync();
        await RejectAsync(stage, first, other);
        foreach (AccountInfo account in (AccountInfo[])[first, other])
        {
            await WriteOthersAsync(stage, account, account == first ? "Hush-hush marimba" : "Somebody elses triangle");
        }

        return new AccountSeed(
            first,
            other,
            [
                .. personal, "Hush-hush marimba inbox", "Hush-hush marimba dead letter", "Hush-hush marimba queue", "Hush-hush marimba seen", "Hush-hush marimba street", "Hush-hush marimba agent",
                "Hush-hush-marimba", stage.KeyOf(0),
            ]);
    }

    /// <summary>Reads a text, with an account's vendor, row and platform as the parameters that a table's conditions have.</summary>
    public static async Task<string> QueryAsync(Stage stage, string sql, AccountRef account)
    {
        await using NpgsqlCommand command = stage.Data.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = account.Vendor, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = account.Id.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter { Value = account.Vendor.ToUpperInvariant(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }

    private static string[] Plant(FubStage stage)
    {
        long vendor = stage.Vendor.Accounts[0].Id;
        long person = stage.Vendor.Create(vendor, "people", new JsonObject
        {
            ["firstName"] = s_fub[0],
            ["lastName"] = s_fub[1],
            ["emails"] = new JsonArray(new JsonObject { ["value"] = s_fub[2], ["type"] = "home" }),
            ["phones"] = new JsonArray(new JsonObject { ["value"] = s_fub[3], ["type"] = "mobile" }),
        });
        stage.Vendor.Create(vendor, "notes", new JsonObject { ["personId"] = person, ["subject"] = s_fub[4], ["body"] = s_fub[4] });
        stage.Vendor.Create(vendor, "calls", new JsonObject { ["personId"] = person, ["note"] = s_fub[5] });
        stage.Vendor.Create(vendor, "textMessages", new JsonObject { ["personId"] = person, ["message"] = s_fub[6] });
        return s_fub;
    }

    private static string[] Plant(RezenStage stage)
    {
        long vendor = stage.User.Id;
        JsonObject Person() => new() { ["firstName"] = s_rezen[0], ["lastName"] = s_rezen[1], ["emailAddress"] = s_rezen[2], ["phoneNumber"] = s_rezen[3] };
        JsonObject buyer = Person();
        (buyer["id"], buyer["participantRole"], buyer["type"], buyer["external"]) = ("c1000000-0000-4000-8000-000000004711", "BUYER", "AGENT", true);
        var address = new JsonObject { ["street"] = s_rezen[4], ["city"] = "Sampleton", ["state"] = "UTAH", ["zip"] = "84000", ["country"] = "UNITED_STATES", ["oneLine"] = s_rezen[4] };
        stage.Vendor.Create(vendor, "transactions", new JsonObject { ["participants"] = new JsonArray(buyer.DeepClone()), ["address"] = address.DeepClone(), ["projectName"] = s_rezen[5] });
        stage.Vendor.Create(vendor, "listings", new JsonObject { ["participants"] = new JsonArray(buyer), ["address"] = address });
        stage.Vendor.Create(vendor, "networkDownline", Person());
        stage.Vendor.Create(vendor, "contributions", new JsonObject { ["contributorName"] = s_rezen[6] });
        stage.Vendor.Create(vendor, "pendingContributions", new JsonObject { ["contributorName"] = s_rezen[6] });
        return s_rezen;
    }

    /// <summary>Rejects, by records that cannot be read, and what a delta writes.</summary>
    private static async Task RejectAsync(Stage stage, AccountInfo first, AccountInfo other)
    {
        if (stage is FubStage fub)
        {
            fub.Vendor.Faults.Add(SimulatorFault.MissingField() with { Path = "people", Account = fub.Vendor.Accounts[0].Id, EveryRecord = 3 });
            await stage.RunJobAsync(first, SyncJobType.Reconcile, "people");
            await stage.RunJobAsync(other, SyncJobType.All);
            fub.Vendor.Faults.Clear();
        }
        else if (stage is RezenStage rezen)
        {
            rezen.Vendor.Faults.Add(SimulatorFault.MissingField() with { Path = "yenta/agents/{id}/down-line", Account = rezen.User.Id, EveryRecord = 3 });
            await stage.RunJobAsync(first, SyncJobType.Reconcile, "networkDownline");
            rezen.Vendor.Faults.Clear();
            rezen.Vendor.Burst(rezen.User.Id, changes: 40, seed: 1);
            rezen.Vendor.Burst(rezen.Vendor.Accounts[1].Id, changes: 40, seed: 2);
            await stage.RunJobAsync(first, SyncJobType.All);
            await stage.RunJobAsync(other, SyncJobType.All);
        }

        Assert.NotEqual(0, await stage.ScalarAsync<long>($"select count(*) from integrations.lambda_failed_records where account_id = {first.Ref.Id}"));
    }

    /// <summary>What other parts write: webhooks with their tokens and registrations, the queue and what it gave up, what a full read has seen, a sign-in, an address.</summary>
    private static async Task WriteOthersAsync(Stage stage, AccountInfo account, string whose)
    {
        string id = account.Ref.Id.Value.ToString(CultureInfo.InvariantCulture);
        string vendor = account.Ref.Vendor;
        string platform = vendor.ToUpperInvariant();
        await stage.TextAsync(
            $$"""
            insert into integrations.webhook_inbox (vendor, account_id, entity_type, object_ids, raw, headers, body_sha256, signature_valid, dedupe_key, status, attempts, processed_at, last_error) values
              ('{{vendor}}', {{id}}, null, '{}', '{"name":"{{whose}} inbox"}', '{"x":"y"}', '\x00', true, '\x{{account.Ref.Id.Value:x16}}', 'PENDING', 0, null, null),
              ('{{vendor}}', {{id}}, 'people', '{1}', '{"name":"{{whose}} dead letter"}', '{"x":"y"}', '\x01', true, '\xff{{account.Ref.Id.Value:x16}}', 'DEAD', 20, now(), 'It failed.');
            insert into integrations.webhook_tokens (vendor, account_id, token_hash, token_enc, key_id) values ('{{vendor}}', {{id}}, '\x{{account.Ref.Id.Value:x16}}', '\x01', 'k');
            insert into integrations.webhooks_registered (vendor, account_id, callback_url, callback_token_hash, event_types, status, next_check_at)
              values ('{{vendor}}', {{id}}, 'https://hooks.example.com/{{whose.Replace(' ', '-')}}/***', '\x{{account.Ref.Id.Value:x16}}', '{SOMETHING}', 'registered', now());
            insert into integrations.worker_queue (vendor, account_id, endpoint_type, worker_input) values ('{{vendor}}', {{id}}, 'people', '{"name":"{{whose}} queue"}');
            insert into integrations.worker_queue (vendor, account_id, endpoint_type, worker_input, process_status, attempts, dead_lettered_at)
              values ('{{vendor}}', {{id}}, 'people', '{"name":"{{whose}} queue, given up"}', 'ERROR', 5, now());
            insert into integrations.sync_seen (vendor, account_id, entity_type, external_id) values ('{{vendor}}', {{id}}, 'people', '{{whose}} seen') ;
            insert into integrations.oauth_states (id, created_at, vendor, secret_hash, tenant_id, user_id, redirect_uri, expires_at)
              values (gen_random_uuid(), now(), '{{vendor}}', '\x00', '00000000-0000-0000-0000-000000000000', {{id}}, 'https://app.example.com/{{whose.Replace(' ', '-')}}', now());
            update integrations.{{vendor}}_accounts set user_id = {{id}} where id = {{id}};
            with made as (insert into integrations.address (sync_source, source_account_id, source_external_id, street) values ('{{platform}}', {{id}}, 'a1', '{{whose}} street') returning id),
                 agent as (insert into integrations.agent (sync_source, source_account_id, source_external_id, display_name, home_address_id)
                   select '{{platform}}', {{id}}, 'g1', '{{whose}} agent', id from made returning id)
            insert into integrations.listing (sync_source, source_account_id, source_external_id, address_id, transaction_owner_agent_id) select '{{platform}}', {{id}}, 'l1', made.id, agent.id from made, agent;
            insert into integrations.rate_budget (vendor, scope_key, context) values ('{{vendor}}', '{{id}}', 'hand-made');
            """);
        if (stage is RezenStage)
        {
            await stage.TextAsync($"insert into integrations.rezen_referral_code (rezen_account_id, agent_id_raw, code, url) values ({id}, '{account.VendorAccountId}', 'code{id}', 'https://example.com/{whose.Replace(' ', '-')}')");
        }
    }
}
