using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.EndToEnd;

/// <summary>Core tables are filled again from the mirror, and the vendor is not asked.</summary>
public sealed class RebuildTests
{
    private static readonly StreamName s_people = new("fub", "people");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Core_rows_that_are_missing_or_damaged_are_made_right_and_all_others_are_not_touched()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        (AccountInfo account, string content) = await OnboardAsync(stage);
        string before = await VersionsAsync(stage);
        stage.Vendor.Requests.Clear();

        Assert.Equal(0, await RebuildAllAsync(stage, account));
        Assert.Equal(before, await VersionsAsync(stage));

        await stage.TextAsync("delete from integrations.participant where id % 7 = 0");
        await stage.TextAsync("update integrations.participant set first_name = 'Damaged', deleted_at = now() where id % 7 = 1 and deleted_at is null");
        await stage.TextAsync("delete from integrations.contact_log where id % 5 = 0");
        await stage.TextAsync("update integrations.contact_log set note = 'Damaged', contact_type = 'none', fub_people_id = null where id % 5 = 1");
        await stage.TextAsync("update integrations.transaction set sale_price = 4711, status = 'Damaged' where id % 3 = 0");
        string[] untouched = (await VersionsAsync(stage)).Split(' ');
        Assert.NotEqual(content, await ContentAsync(stage));

        long written = await RebuildAllAsync(stage, account);

        Assert.Equal(content, await ContentAsync(stage));
        Assert.Equal(0, stage.Vendor.Requests.Total);
        int kept = (await VersionsAsync(stage)).Split(' ').Intersect(untouched).Count();
        Assert.True(written > 0);
        Assert.Equal(before.Split(' ').Length - written, kept);
        Assert.Equal(0, await RebuildAllAsync(stage, account));
        Assert.Equal("COMPLETE 0", await stage.TextAsync("select outcome || ' ' || requests from integrations.sync_runs where entity_type = 'people' order by id desc limit 1"));
    }

    [Fact]
    public async Task I8_A_rebuild_that_was_killed_goes_on_behind_its_last_call()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        (AccountInfo account, string content) = await OnboardAsync(stage);
        ICoreRebuild rebuild = stage.Services.GetRequiredService<ICoreRebuild>();
        await stage.TextAsync("update integrations.participant set last_name = 'Damaged'");
        RebuildResult first = await rebuild.RebuildAsync(account.Ref, s_people, limit: 20, cancellationToken: Token);
        Assert.Equal((20, 20, false), (first.Read, first.Written, first.IsDone));
        await stage.TextAsync(
            """
            create sequence public.written;
            create function public.die() returns trigger language plpgsql as $f$
            begin
              if nextval('public.written') > 9 then perform pg_terminate_backend(pg_backend_pid()); end if;
              return new;
            end $f$;
            create trigger die before update on integrations.participant for each row execute function public.die();
            """);

        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => rebuild.RebuildAsync(account.Ref, s_people, first.Last, cancellationToken: Token));

        await stage.TextAsync("drop trigger die on integrations.participant");
        Assert.Equal(20, await stage.ScalarAsync<long>("select count(*) from integrations.participant where last_name is distinct from 'Damaged'"));
        stage.Time.Advance(TimeSpan.FromMinutes(2));
        RebuildResult rest = await rebuild.RebuildAsync(account.Ref, s_people, first.Last, cancellationToken: Token);
        Assert.True(rest.IsDone);
        Assert.Equal(await stage.ScalarAsync<long>("select count(*) from integrations.fub_people"), first.Read + rest.Read);
        Assert.Equal(content, await ContentAsync(stage));
        Assert.Equal(new RebuildResult(0, 0, rest.Last, IsDone: true), await rebuild.RebuildAsync(account.Ref, s_people, rest.Last, cancellationToken: Token));
    }

    [Fact]
    public async Task A_rebuild_beside_an_onboarding_and_webhooks_changes_nothing_that_they_write()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        long vendor = stage.Vendor.Accounts[0].Id;
        IReadOnlyList<long> people = stage.Vendor.Ids(vendor, "people");
        ICoreRebuild rebuild = stage.Services.GetRequiredService<ICoreRebuild>();
        Task onboarding = stage.SettleAsync();
        int rounds = 0;
        while (!onboarding.IsCompleted || rounds < 10)
        {
            stage.Vendor.Edit(vendor, "people", people[rounds % people.Count], new System.Text.Json.Nodes.JsonObject { ["firstName"] = $"During {rounds}" });
            await stage.AnnounceAsync(account, "peopleUpdated", [people[rounds % people.Count]]);
            await Task.WhenAll(stage.DrainWebhooksAsync(), RebuildAllAsync(stage, account));
            rounds++;
        }

        await onboarding;
        await stage.SettleWebhooksAsync();

        Assert.Equal(0, await RebuildAllAsync(stage, account));
        await stage.AssertRecordsAreVendorsAsync(account, "people");
        Assert.Equal(0, await stage.ScalarAsync<long>(
            "select count(*) from integrations.participant p join integrations.fub_people m on m.fub_account_id = p.source_account_id and m.people_id::text = p.source_external_id where p.first_name is distinct from m.first_name"));
    }

    [Fact]
    public async Task I4_A_rebuild_does_not_bring_back_what_a_run_is_just_replacing()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        (AccountInfo account, _) = await OnboardAsync(stage);
        ICoreRebuild rebuild = stage.Services.GetRequiredService<ICoreRebuild>();
        await stage.Jobs.RequestAsync(account.Ref, SyncJobType.All, ["people"], Token);
        SyncClaim run = Assert.Single(await stage.Services.GetRequiredService<ISyncStateStore>().ClaimAsync(new ClaimRequest("run", 1, TimeSpan.FromMinutes(1), 4), Token));

        Task<RebuildResult> rebuilding = await stage.Services.GetRequiredService<FencedTransactions>().RunAsync(
            run.Lease,
            writesMirror: true,
            async work =>
            {
                await using NpgsqlCommand write = new(
                    "with m as (update integrations.fub_people set first_name = 'Written' returning people_id) update integrations.participant p set first_name = 'Written' from m where p.source_external_id = m.people_id::text",
                    work.Connection);
                await write.ExecuteNonQueryAsync(Token);
                Task<RebuildResult> begun = rebuild.RebuildAsync(account.Ref, s_people, cancellationToken: Token);
                while (await stage.ScalarAsync<long>("select count(*) from pg_locks l join pg_stat_activity a using (pid) where a.datname = current_database() and not l.granted") == 0)
                {
                    Assert.False(begun.IsCompleted);
                }

#pragma warning disable MA0100 // It waits for this transaction: its task is the value.
                return begun;
#pragma warning restore MA0100
            },
            Token);

        Assert.Equal(0, (await rebuilding).Written);
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.participant where first_name is distinct from 'Written'"));
    }

    [Fact]
    public async Task I2_A_rebuild_waits_for_whoever_writes_single_records_of_the_stream()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        (AccountInfo account, _) = await OnboardAsync(stage);
        await stage.Services.GetRequiredService<ILiveStore>().AcquireAsync(new LiveRequest("other", [new AccountStream(account.Ref, s_people)], TimeSpan.FromMinutes(1), "webhook"), Token);
        ICoreRebuild rebuild = stage.Services.GetRequiredService<ICoreRebuild>();

        IntegrationUnavailableException error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => rebuild.RebuildAsync(account.Ref, s_people, cancellationToken: Token));
        stage.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Contains("Try again", error.Message, StringComparison.Ordinal);
        Assert.True((await rebuild.RebuildAsync(account.Ref, s_people, cancellationToken: Token)).IsDone);
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => rebuild.RebuildAsync(account.Ref, new StreamName("fub", "nothing"), cancellationToken: Token));
    }

    private static async Task<(AccountInfo Account, string Content)> OnboardAsync(FubStage stage)
    {
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        return (account, await ContentAsync(stage));
    }

    /// <summary>All streams in the order of their dependencies. One that is held at the moment is tried again.</summary>
    private static async Task<long> RebuildAllAsync(FubStage stage, AccountInfo account)
    {
        ICoreRebuild rebuild = stage.Services.GetRequiredService<ICoreRebuild>();
        long written = 0;
        foreach (StreamName stream in stage.Services.GetServices<ISyncSource>().Select(static s => s.Descriptor.Name))
        {
            RebuildResult result = new(0, 0, null, IsDone: false);
            while (!result.IsDone)
            {
                try
                {
                    result = await rebuild.RebuildAsync(account.Ref, stream, result.Last, limit: 60, cancellationToken: Token);
                    written += result.Written;
                }
                catch (IntegrationUnavailableException)
                {
                    await Task.Yield();
                }
            }
        }

        return written;
    }

    /// <summary>What core rows say, without their own ids and times of writing.</summary>
    private static Task<string> ContentAsync(FubStage stage) => stage.TextAsync(
        """
        select string_agg(md5, ' ') from (
          select md5(string_agg((to_jsonb(t) - 'id' - 'created_at' - 'updated_at' - 'deleted_at')::text || (t.deleted_at is null), ',' order by t.source_external_id)) as md5 from integrations.participant t
          union all
          select md5(string_agg((to_jsonb(t) - 'id' - 'created_at' - 'updated_at' - 'deleted_at')::text || (t.deleted_at is null), ',' order by t.source_table, t.source_external_id)) from integrations.contact_log t
          union all
          select md5(string_agg((to_jsonb(t) - 'id' - 'created_at' - 'updated_at' - 'deleted_at')::text || (t.deleted_at is null), ',' order by t.source_external_id)) from integrations.transaction t) c
        """);

    /// <summary>One word for each version of each core row.</summary>
    private static Task<string> VersionsAsync(FubStage stage) => stage.TextAsync(
        """
        select string_agg(v, ' ' order by v) from (
          select 'p' || id || '/' || xmin as v from integrations.participant
          union all select 'c' || id || '/' || xmin from integrations.contact_log
          union all select 't' || id || '/' || xmin from integrations.transaction) r
        """);
}
