using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integrations.EndToEnd;

/// <summary>An account that is erased leaves nothing, whoever works for it meanwhile; and no other account loses anything.</summary>
public sealed class ErasureTests
{
    /// <summary>Unique texts of one customer: they stand in the simulator's records, or are secrets of the account.</summary>
    /// <summary>A table without rows of accounts has no column that could name one; those that keep the number alone are told here.</summary>
    private static async Task AssertRegisteredAsync(Stage stage, params string[] free)
    {
        TableRegistry registry = stage.Services.GetRequiredService<TableRegistry>();
        string[] stored = (await stage.TextAsync(
            "select string_agg(relname, ',' order by relname) from pg_class where relnamespace = 'integrations'::regnamespace and relkind in ('r', 'p', 'm') and not relispartition")).Split(',');

        Assert.Equal(stored.Order(StringComparer.Ordinal), registry.Tables.Select(static t => t.Name).Order(StringComparer.Ordinal));
        Assert.Equal(free, registry.Tables.Where(static t => t.Owned is null).Select(static t => t.Name).Order(StringComparer.Ordinal));
    }

    private static readonly string[] s_personal =
    [
        "Quizzaciously", "Zyzzogeton", "quizzy.zyzz@example.com", "5550104711", "Note about a purple xylophone", "Calls about a vanished oboe", "texts of an emerald bassoon",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I17_every_table_says_whose_rows_it_holds()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        await AssertRegisteredAsync(stage, "chores", "contribution_tiers", "integration_erasure", "schema_migrations");
    }

    [Fact]
    public async Task I17_every_table_says_whose_rows_it_holds_with_the_second_vendor_too()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        await AssertRegisteredAsync(stage, "chores", "contribution_tiers", "integration_erasure", "rezen_status_words", "schema_migrations");
    }

    [Fact]
    public async Task I17_an_erased_account_leaves_nothing_and_no_other_account_loses_anything()
    {
        await using FubStage stage = await FubStage.OpenAsync(static o => o.HideContent = false);
        (AccountInfo erased, AccountInfo other, string[] canaries) = await SeedAsync(stage);
        CanarySearch search = new(stage.Data);
        IReadOnlyDictionary<string, IReadOnlyList<string>> before = await search.FindAsync(canaries, Token);
        Assert.All(canaries.Where(static c => !IsSecret(c)), c => Assert.NotEmpty(before[c]));
        Assert.All(canaries.Where(IsSecret), c => Assert.Empty(before[c]));
        string kept = await FingerprintAsync(stage, other.Ref);
        IAccountErasure erasure = stage.Services.GetRequiredService<IAccountErasure>();

        IReadOnlyDictionary<string, long> preview = await erasure.PreviewAsync(erased.Ref, Token);
        ErasureResult result = await erasure.EraseAccountAsync(erased.Ref, Token);

        Assert.Equal(preview.OrderBy(static p => p.Key, StringComparer.Ordinal), result.Deleted.OrderBy(static p => p.Key, StringComparer.Ordinal));
        Assert.True(preview.Count >= 25, $"only {preview.Count} tables had rows: {string.Join(", ", preview.Keys)}");
        IReadOnlyDictionary<string, IReadOnlyList<string>> after = await search.FindAsync(canaries, Token);
        Assert.All(after, static f => Assert.Empty(f.Value));
        Assert.Equal(0, await OwnedAsync(stage, erased.Ref));
        Assert.Equal(kept, await FingerprintAsync(stage, other.Ref));
        Assert.Equal($"fub|{erased.Ref.Id}|true", await stage.TextAsync("select vendor || '|' || account_id || '|' || (finished_at is not null) from integrations.integration_erasure"));
        TestContext.Current.SendDiagnosticMessage(
            "Erased {0} rows of {1} tables; {2} canaries were at {3} places before and at none after, in {4} columns of {5} tables.",
            result.Total, result.Deleted.Count, canaries.Length, before.Sum(static b => b.Value.Count), search.Columns, search.Tables);

        // The other account goes on, and the erased one may be connected anew, as a new account.
        await stage.SyncAndReconcileAsync(other);
        await stage.AssertMirrorIsVendorAsync(other);
        AccountInfo anew = await stage.ConnectAsync(0);
        Assert.NotEqual(erased.Ref, anew.Ref);
        await stage.SettleAsync();
        await stage.AssertMirrorIsVendorAsync(anew);
    }

    [Theory]
    [InlineData("fub_people")]
    [InlineData("sync_job_steps")]
    [InlineData("fub_accounts")]
    public async Task I17_an_erasure_that_was_killed_goes_on_and_counts_every_row_once(string table)
    {
        await using FubStage stage = await FubStage.OpenAsync(static o => o.HideContent = false);
        (AccountInfo erased, AccountInfo other, string[] canaries) = await SeedAsync(stage);
        stage.Services.GetRequiredService<IOptions<PostgresOptions>>().Value.EraseChunkSize = 7;
        string kept = await FingerprintAsync(stage, other.Ref);
        IAccountErasure erasure = stage.Services.GetRequiredService<IAccountErasure>();
        IReadOnlyDictionary<string, long> preview = await erasure.PreviewAsync(erased.Ref, Token);
        await stage.TextAsync(
            $"""
            create sequence public.deleted;
            create function public.die() returns trigger language plpgsql as $f$
            begin
              if nextval('public.deleted') > 9 or tg_table_name = 'fub_accounts' then perform pg_terminate_backend(pg_backend_pid()); end if;
              return old;
            end $f$;
            create trigger die before delete on integrations.{table} for each row execute function public.die();
            """);

        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => erasure.EraseAccountAsync(erased.Ref, Token));

        // Half erased, it is dead all the same: no plan, no claim, no connection, no operator brings it back.
        Assert.Equal("erasing", await stage.TextAsync($"select status from integrations.fub_accounts where id = {erased.Ref.Id}"));
        Assert.Equal(preview.Values.Sum(), await OwnedAsync(stage, erased.Ref, isCounted: true) + await stage.ScalarAsync<long>("select coalesce(sum(value::bigint), 0)::bigint from integrations.integration_erasure, jsonb_each_text(deleted)"));
        stage.Time.Advance(TimeSpan.FromHours(2));
        await stage.Services.GetRequiredService<ISyncStateStore>().PlanDueAsync(Token);
        Assert.DoesNotContain(await stage.Services.GetRequiredService<ISyncStateStore>().ClaimAsync(new ClaimRequest("test", 50, TimeSpan.FromMilliseconds(1), 50), Token), c => c.Account.Ref == erased.Ref);
        await Assert.ThrowsAsync<IntegrationConflictException>(() => stage.ConnectAsync(0));
        await Assert.ThrowsAsync<IntegrationConflictException>(() => stage.Services.GetRequiredService<IAccountStore>().SetStatusAsync(erased.Ref, AccountStatus.Active, null, Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => stage.Jobs.RequestAsync(erased.Ref, SyncJobType.All, cancellationToken: Token));

        await stage.TextAsync($"drop trigger die on integrations.{table}");
        ErasureResult result = await erasure.EraseAccountAsync(erased.Ref, Token);

        Assert.Equal(preview.OrderBy(static p => p.Key, StringComparer.Ordinal), result.Deleted.OrderBy(static p => p.Key, StringComparer.Ordinal));
        Assert.All(await new CanarySearch(stage.Data).FindAsync(canaries, Token), static f => Assert.Empty(f.Value));
        Assert.Equal(kept.Split('\n').Length, (await FingerprintAsync(stage, other.Ref)).Split('\n').Length);
        Assert.Equal(0, (await erasure.EraseAccountAsync(erased.Ref, Token)).Total);
    }

    [Fact]
    public async Task I17_a_run_under_way_writes_nothing_back()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo erased = await stage.ConnectAsync(0);
        IAccountErasure erasure = stage.Services.GetRequiredService<IAccountErasure>();
        int requests = 0;
        Task<ErasureResult>? erasing = null;
        stage.Vendor.Requests.OnRequest = _ =>
        {
            if (Interlocked.Increment(ref requests) == 12)
            {
                erasing = erasure.EraseAccountAsync(erased.Ref, Token);
                erasing.GetAwaiter().GetResult();
            }
        };

        await stage.DrainAsync();

        Assert.NotNull(erasing);
        Assert.True((await erasing).Total > 0);
        Assert.InRange(requests, 12, 40);
        Assert.Contains(stage.Logs.GetSnapshot(), static r => r.Id.Id is 1003 or 1004);

        Assert.Equal(0, await OwnedAsync(stage, erased.Ref));
        Assert.Equal("", await stage.TextAsync("select string_agg(id::text, ',') from integrations.fub_people"));
    }

    [Fact]
    public async Task An_account_that_never_was_is_not_erased()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        IAccountErasure erasure = stage.Services.GetRequiredService<IAccountErasure>();
        AccountRef missing = new("fub", new RowId(4711));

        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => erasure.PreviewAsync(missing, Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => erasure.EraseAccountAsync(missing, Token));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.integration_erasure"));
    }

    private static bool IsSecret(string canary) => canary.StartsWith("synthetic-secret", StringComparison.Ordinal) || canary.StartsWith("fka_", StringComparison.Ordinal);

    /// <summary>Two accounts with data in every table that they can reach; the first holds the canaries.</summary>
    internal static async Task<(AccountInfo Erased, AccountInfo Other, string[] Canaries)> SeedAsync(FubStage stage)
    {
        FubSimulatorAccount vendor = stage.Vendor.Accounts[0];
        long person = stage.Vendor.Create(vendor.Id, "people", new JsonObject
        {
            ["firstName"] = s_personal[0],
            ["lastName"] = s_personal[1],
            ["emails"] = new JsonArray(new JsonObject { ["value"] = s_personal[2], ["type"] = "home" }),
            ["phones"] = new JsonArray(new JsonObject { ["value"] = s_personal[3], ["type"] = "mobile" }),
        });
        stage.Vendor.Create(vendor.Id, "notes", new JsonObject { ["personId"] = person, ["subject"] = s_personal[4], ["body"] = s_personal[4] });
        stage.Vendor.Create(vendor.Id, "calls", new JsonObject { ["personId"] = person, ["note"] = s_personal[5] });
        stage.Vendor.Create(vendor.Id, "textMessages", new JsonObject { ["personId"] = person, ["message"] = s_personal[6] });

        AccountInfo erased = await stage.ConnectAsync(0);
        AccountInfo other = await stage.ConnectAsync(1);
        await stage.SettleAsync();

        // Rejects, by records that cannot be read.
        stage.Vendor.Faults.Add(SimulatorFault.MissingField() with { Path = "people", Account = vendor.Id, EveryRecord = 3 });
        await stage.RunJobAsync(erased, SyncJobType.Reconcile, "people");
        await stage.RunJobAsync(other, SyncJobType.All);
        stage.Vendor.Faults.Clear();
        Assert.NotEqual(0, await stage.ScalarAsync<long>($"select count(*) from integrations.lambda_failed_records where account_id = {erased.Ref.Id}"));

        // What other parts write: the webhook inbox and its tokens, the queue, what a full read has seen, a sign-in, an address. For both accounts alike.
        foreach (AccountInfo account in (AccountInfo[])[erased, other])
        {
            string whose = account == erased ? "Hush-hush marimba" : "Somebody else's triangle";
            string id = account.Ref.Id.Value.ToString(CultureInfo.InvariantCulture);
            await stage.TextAsync(
                $$"""
                insert into integrations.webhook_inbox (vendor, account_id, raw, headers, body_sha256, signature_valid, dedupe_key, last_error)
                  values ('fub', {{id}}, '{"name":"{{whose.Replace("'", "''", StringComparison.Ordinal)}} inbox"}', '{"x":"y"}', '\x00', true, '\x{{account.Ref.Id.Value:x16}}', null);
                insert into integrations.webhook_tokens (vendor, account_id, token_hash, token_enc, key_id) values ('fub', {{id}}, '\x{{account.Ref.Id.Value:x16}}', '\x01', 'k');
                insert into integrations.worker_queue (vendor, account_id, endpoint_type, worker_input) values ('fub', {{id}}, 'people', '{"name":"{{whose.Replace("'", "''", StringComparison.Ordinal)}} queue"}');
                insert into integrations.sync_seen (vendor, account_id, entity_type, external_id) values ('fub', {{id}}, 'people', '{{whose.Replace("'", "''", StringComparison.Ordinal)}} seen') ;
                insert into integrations.oauth_states (id, created_at, vendor, secret_hash, tenant_id, user_id, redirect_uri, expires_at)
                  values (gen_random_uuid(), now(), 'fub', '\x00', '00000000-0000-0000-0000-000000000000', {{id}}, 'https://app.example.com/{{whose.Replace("'", "", StringComparison.Ordinal).Replace(' ', '-')}}', now());
                update integrations.fub_accounts set user_id = {{id}} where id = {{id}};
                with made as (insert into integrations.address (sync_source, source_account_id, source_external_id, street) values ('FUB', {{id}}, 'a1', '{{whose.Replace("'", "''", StringComparison.Ordinal)}} street') returning id),
                     agent as (insert into integrations.agent (sync_source, source_account_id, source_external_id, display_name, home_address_id)
                       select 'FUB', {{id}}, 'g1', '{{whose.Replace("'", "''", StringComparison.Ordinal)}} agent', id from made returning id)
                insert into integrations.listing (sync_source, source_account_id, source_external_id, address_id, transaction_owner_agent_id) select 'FUB', {{id}}, 'l1', made.id, agent.id from made, agent;
                insert into integrations.rate_budget (vendor, scope_key, context) values ('fub', '{{id}}', 'hand-made');
                """);
        }

        return (erased, other, [.. s_personal, "Hush-hush marimba inbox", "Hush-hush marimba queue", "Hush-hush marimba seen", "Hush-hush marimba street", "Hush-hush marimba agent", "Hush-hush-marimba", vendor.OwnerKey]);
    }

    /// <summary>Rows of an account in all tables of the registry.</summary>
    private static async Task<long> OwnedAsync(FubStage stage, AccountRef account, bool isCounted = false)
    {
        long rows = 0;
        foreach (RegisteredTable table in stage.Services.GetRequiredService<TableRegistry>().Tables.Where(t => t.Owned is not null && !(isCounted && t.GoesWithAccount)))
        {
            rows += long.Parse(await QueryAsync(stage, $"select count(*)::text from integrations.\"{table.Name}\" t where {table.Owned}", account), CultureInfo.InvariantCulture);
        }

        return rows;
    }

    /// <summary>A digest of every row of an account, table by table.</summary>
    private static async Task<string> FingerprintAsync(FubStage stage, AccountRef account)
    {
        List<string> lines = [];
        foreach (RegisteredTable table in stage.Services.GetRequiredService<TableRegistry>().Tables.Where(static t => t.Owned is not null))
        {
            lines.Add(table.Name + " " + await QueryAsync(
                stage, $"select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from integrations.\"{table.Name}\" t where {table.Owned}", account));
        }

        return string.Join('\n', lines);
    }

    internal static async Task<string> QueryAsync(FubStage stage, string sql, AccountRef account)
    {
        await using NpgsqlCommand command = stage.Data.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = account.Vendor, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = account.Id.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter { Value = "FUB", NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
