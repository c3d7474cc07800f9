using System.Globalization;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integrations.EndToEnd;

/// <summary>An account that is erased leaves nothing, whoever works for it meanwhile; and no other account loses anything.</summary>
public sealed class ErasureTests
{
    /// <summary>A table without rows of accounts has no column that could name one; those that keep the number alone are told here.</summary>
    private static async Task AssertRegisteredAsync(Stage stage, params string[] free)
    {
        TableRegistry registry = stage.Services.GetRequiredService<TableRegistry>();
        string[] stored = (await stage.TextAsync(
            "select string_agg(relname, ',' order by relname) from pg_class where relnamespace = 'integrations'::regnamespace and relkind in ('r', 'p', 'm') and not relispartition")).Split(',');

        Assert.Equal(stored.Order(StringComparer.Ordinal), registry.Tables.Select(static t => t.Name).Order(StringComparer.Ordinal));
        Assert.Equal(free, registry.Tables.Where(static t => t.Owned is null).Select(static t => t.Name).Order(StringComparer.Ordinal));
    }

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

    [Theory]
    [MemberData(nameof(AccountSeed.Vendors), MemberType = typeof(AccountSeed))]
    public async Task I17_an_erased_account_leaves_nothing_and_no_other_account_loses_anything(string vendor)
    {
        await using Stage stage = await AccountSeed.OpenAsync(vendor);
        (AccountInfo erased, AccountInfo other, IReadOnlyList<string> canaries) = await AccountSeed.PlantAsync(stage);
        CanarySearch search = new(stage.Data);
        IReadOnlyDictionary<string, IReadOnlyList<string>> before = await search.FindAsync(canaries, Token);
        Assert.All(canaries.Where(c => !IsSecret(stage, c)), c => Assert.NotEmpty(before[c]));
        Assert.All(canaries.Where(c => IsSecret(stage, c)), c => Assert.Empty(before[c]));
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
        Assert.Equal($"{vendor}|{erased.Ref.Id}|true", await stage.TextAsync("select vendor || '|' || account_id || '|' || (finished_at is not null) from integrations.integration_erasure"));
        TestContext.Current.SendDiagnosticMessage(
            "Erased {0} rows of {1} tables; {2} canaries were at {3} places before and at none after, in {4} columns of {5} tables.",
            result.Total, result.Deleted.Count, canaries.Count, before.Sum(static b => b.Value.Count), search.Columns, search.Tables);

        // The other account goes on, and the erased one may be connected anew, as a new account.
        await stage.SyncAndReconcileAsync(other);
        await stage.AssertMirrorIsVendorAsync(other);
        AccountInfo anew = await stage.ConnectAsync(0);
        Assert.NotEqual(erased.Ref, anew.Ref);
        await stage.SettleAsync();
        await stage.AssertMirrorIsVendorAsync(anew);
    }

    [Theory]
    [InlineData("fub", "fub_people")]
    [InlineData("fub", "sync_job_steps")]
    [InlineData("fub", "fub_accounts")]
    [InlineData("rezen", "rezen_transactions")]
    [InlineData("rezen", "rezen_accounts")]
    public async Task I17_an_erasure_that_was_killed_goes_on_and_counts_every_row_once(string vendor, string table)
    {
        await using Stage stage = await AccountSeed.OpenAsync(vendor);
        (AccountInfo erased, AccountInfo other, IReadOnlyList<string> canaries) = await AccountSeed.PlantAsync(stage);
        stage.Services.GetRequiredService<IOptions<PostgresOptions>>().Value.EraseChunkSize = 7;
        string kept = await FingerprintAsync(stage, other.Ref);
        IAccountErasure erasure = stage.Services.GetRequiredService<IAccountErasure>();
        IReadOnlyDictionary<string, long> preview = await erasure.PreviewAsync(erased.Ref, Token);
        await stage.TextAsync(
            $"""
            create sequence public.deleted;
            create function public.die() returns trigger language plpgsql as $f$
            begin
              if nextval('public.deleted') > 9 or tg_table_name like '%_accounts' then perform pg_terminate_backend(pg_backend_pid()); end if;
              return old;
            end $f$;
            create trigger die before delete on integrations.{table} for each row execute function public.die();
            """);

        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => erasure.EraseAccountAsync(erased.Ref, Token));

        // Half erased, it is dead all the same: no plan, no claim, no connection, no operator brings it back.
        Assert.Equal("erasing", await stage.TextAsync($"select status from integrations.{vendor}_accounts where id = {erased.Ref.Id}"));
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

    [Theory]
    [MemberData(nameof(AccountSeed.Vendors), MemberType = typeof(AccountSeed))]
    public async Task I17_a_run_under_way_writes_nothing_back(string vendor)
    {
        await using Stage stage = await AccountSeed.OpenAsync(vendor);
        AccountInfo erased = await stage.ConnectAsync(0);
        IAccountErasure erasure = stage.Services.GetRequiredService<IAccountErasure>();
        int requests = 0;
        Task<ErasureResult>? erasing = null;
        stage.Requests.OnRequest = _ =>
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
        Assert.Equal("", await stage.TextAsync($"select string_agg(id::text, ',') from integrations.{(vendor == "fub" ? "fub_people" : "rezen_team_members")}"));
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

    private static bool IsSecret(Stage stage, string canary) => canary == stage.KeyOf(0);

    /// <summary>Rows of an account in all tables of the registry.</summary>
    private static async Task<long> OwnedAsync(Stage stage, AccountRef account, bool isCounted = false)
    {
        long rows = 0;
        foreach (RegisteredTable table in stage.Services.GetRequiredService<TableRegistry>().Tables.Where(t => t.Owned is not null && !(isCounted && t.GoesWithAccount)))
        {
            rows += long.Parse(await AccountSeed.QueryAsync(stage, $"select count(*)::text from integrations.\"{table.Name}\" t where {table.Owned}", account), CultureInfo.InvariantCulture);
        }

        return rows;
    }

    /// <summary>A digest of every row of an account, table by table.</summary>
    private static async Task<string> FingerprintAsync(Stage stage, AccountRef account)
    {
        List<string> lines = [];
        foreach (RegisteredTable table in stage.Services.GetRequiredService<TableRegistry>().Tables.Where(static t => t.Owned is not null))
        {
            lines.Add(table.Name + " " + await AccountSeed.QueryAsync(
                stage, $"select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from integrations.\"{table.Name}\" t where {table.Owned}", account));
        }

        return string.Join('\n', lines);
    }
}
