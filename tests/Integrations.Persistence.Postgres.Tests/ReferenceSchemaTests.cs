namespace Integrations.Persistence.Postgres.Tests;

public sealed class ReferenceSchemaTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    [Fact]
    public void The_reference_schema_has_18_follow_up_boss_and_worker_tables_15_of_rezen_and_31_core_tables()
    {
        Assert.Equal(18, ReferenceSchema.FubTables.Count);
        Assert.Equal(15, ReferenceSchema.RezenTables.Count);
        Assert.Equal(31, ReferenceSchema.CoreTables.Count);
    }

    [Fact]
    public async Task Every_reference_column_exists_with_its_type()
    {
        IReadOnlyList<string> actual = await database.RowsAsync(
            """
            select c.relname, a.attname, replace(replace(format_type(a.atttypid, a.atttypmod), '"', ''), 'integrations.', '')
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'integrations' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
            """);

        Assert.Empty(ReferenceSchema.Columns.Select(static c => $"{c.Table}|{c.Column}|{c.Type}").Except(actual, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("sync_job_status", "PENDING IN_PROGRESS COMPLETED ERROR")]
    [InlineData("staging_status", "PENDING PROCESSING PROMOTED SKIPPED ERROR DEAD")]
    [InlineData("sync_job_type", "Onboarding Sync All Created Today Updated Today Reconcile Check")]
    public async Task Enums_have_the_labels_of_the_reference_schema(string type, string labels) => Assert.Equal(
        labels,
        await database.ScalarAsync<string>(
            "select string_agg(e.enumlabel, ' ' order by e.enumsortorder) from pg_enum e join pg_type t on t.oid = e.enumtypid join pg_namespace n on n.oid = t.typnamespace "
            + "where n.nspname = 'integrations' and t.typname = $1",
            type));

    [Theory]
    [InlineData("sync_state", "fub_sync_state", "rezen_sync_state")]
    [InlineData("worker_queue", "fub_worker_queue", "rezen_worker_queue")]
    [InlineData("webhook_inbox", "fub_webhook_inbox", "rezen_process_webhook")]
    [InlineData("webhooks_registered", "fub_webhooks_registered", "rezen_webhooks_registered")]
    [InlineData("sync_jobs_logs", "fub_sync_jobs_logs", "rezen_sync_jobs_logs")]
    public async Task Shared_tables_have_partitions_under_the_reference_names(string parent, params string[] partitions) => Assert.Equal(
        partitions,
        await database.RowsAsync("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = ('integrations.' || $1)::regclass order by 1", parent));

    [Fact]
    public async Task Every_mirror_staging_and_state_key_but_the_row_id_begins_with_the_account()
    {
        IReadOnlyList<string> keys = await database.RowsAsync(
            """
            select c.relname, i.relname, (select attname from pg_attribute where attrelid = c.oid and attnum = x.indkey[0])
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'integrations' and x.indisunique and not x.indisprimary
              and (c.relname like 'stage\_%' or exists (select 1 from pg_attribute where attrelid = c.oid and attname = 'content_hash'))
            """);

        Assert.Equal(34, keys.Count);
        Assert.All(keys, static k => Assert.EndsWith("account_id", k, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Views_unfold_the_people_and_users_of_deals_and_groups()
    {
        long account = await Rows.AccountAsync(database);
        long person = await Rows.PersonAsync(database, account, 9002);
        await Rows.InsertAsync(database, "fub_deals", account, ("ad_deal_id", "1-21"), ("fub_deal_id", 21L), ("people", """[{"id":9002,"name":"Avery Northwick"},{"id":9003,"name":"Juniper Vale"}]"""), ("fub_users", "{}"));
        await Rows.InsertAsync(database, "fub_groups", account, ("group_id", 40L), ("users", """[{"id":41,"name":"Rowan Kestrel"}]"""));

        Assert.Equal(
            [$"21|9002|{person}|Avery Northwick|1", "21|9003||Juniper Vale|2"],
            await database.RowsAsync("select fub_deal_id, person_id, fub_people_id, name, position from integrations.fub_deal_people order by position"));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.fub_deal_users"));
        Assert.Equal(["40|41||Rowan Kestrel"], await database.RowsAsync("select fub_group_id, fub_user_id, fub_users_id, name from integrations.fub_group_users"));
    }
}
