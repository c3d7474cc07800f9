namespace Integrations.Persistence.Postgres;

/// <summary>
/// Every table of the schema: what holds data of accounts and how it is found. Erasure and row-level security are driven by it, and a test compares it with the database, so that no table
/// can be added without saying whose rows it holds.
/// </summary>
internal sealed class TableRegistry(VendorCatalog catalog, PostgresDatabase database)
{
    /// <summary>Nobody but the library sees a row: it holds secrets.</summary>
    private const string Nobody = "false";

    /// <summary>The core tables: what refers to others goes before them.</summary>
    private static readonly string[] s_core =
    [
        "income", "contributors", "contribution", "contributions_pending", "revshare_payment", "revshare_totals", "equity_annual", "equity_monthly", "equity_transactions",
        "network_change_log", "network_hierarchy", "network_member", "participant_paid", "transaction_participants", "transaction_financials", "transaction_history", "transaction_tags", "listing_history",
        "contact_log", "participant", "transaction", "listing", "team_members", "team_settings", "team", "agent_commission", "agent_cap_data",
        "agent_hierarchy", "office", "agent", "address",
    ];

    /// <summary>All tables, in an order in which rows can be deleted: what refers to others goes before them, the account itself last.</summary>
    public IReadOnlyList<RegisteredTable> Tables { get; } =
    [
        ByAccount("lambda_failed_records", catalog, database),
        ByAccount("lambda_worker_logs", catalog, database),
        ByAccount("worker_queue", catalog, database),
        ByAccount("webhook_inbox", catalog, database),
        ByAccount("webhook_tokens", catalog, database) with { Visible = Nobody },
        ByAccount("webhooks_registered", catalog, database),
        ByAccount("integration_alert", catalog, database),
        ByAccount("sync_jobs_logs", catalog, database),
        ByAccount("sync_seen", catalog, database),
        ByAccount("sync_runs", catalog, database),
        ByAccount("integration_count_check", catalog, database),
        ByAccount("sync_findings", catalog, database),
        ByAccount("sync_gone", catalog, database),
        new()
        {
            Name = "rate_budget",
            Owned = "t.vendor = $1 and t.scope_key = $2::text",
            Visible = AnyVendor(catalog, database, static (vendor, ids) => $"vendor = {vendor} and scope_key = any(({ids})::text[])"),
        },
        .. catalog.Vendors.SelectMany(v => Landing(v, database)),
        .. s_core.Select(t => ByLineage(t, catalog, database)),
        ByAccount("core_stale", catalog, database),
        ByAccount("sync_job_steps", catalog, database),
        .. catalog.Vendors.SelectMany(v => new[] { Of(v, v.OnboardingJobs.Name, v.Descriptor.JobAccountColumn, database), Of(v, v.SyncJobs.Name, v.Descriptor.JobAccountColumn, database) }),
        ByAccount("sync_state", catalog, database),
        new() { Name = "oauth_states", Owned = AnyOwner(catalog, OwnedSignIns), Visible = Nobody },
        new() { Name = "credentials", Owned = AnyOwner(catalog, v => OwnedCredentials(v, catalog)), Visible = Nobody },
        .. catalog.Vendors.Select(v => Of(v, v.Descriptor.AccountTable, "id", database)),
        ByAccount("worker_queue_gates", catalog, database) with { GoesWithAccount = true },
        .. catalog.Vendors.SelectMany(static v => v.Descriptor.SideTables).Where(static t => t.AccountColumn is null).Select(static t => new RegisteredTable { Name = t.Name }),
        new() { Name = "contribution_tiers" },
        new() { Name = "integration_erasure" },
        new() { Name = "chores" },
        new() { Name = "schema_migrations" },
    ];

    /// <summary>Staging and mirror tables of a vendor's streams, and what stands beside them.</summary>
    private static IEnumerable<RegisteredTable> Landing(VendorTables vendor, PostgresDatabase database) =>
    [
        .. vendor.Streams.SelectMany(static s => s.Descriptor.StagingTables).Distinct(StringComparer.Ordinal).Select(t => Of(vendor, t, "account_id", database)),
        .. vendor.Streams.Select(static s => s.Table).DistinctBy(static t => t.Name, StringComparer.Ordinal).Select(t => Of(vendor, t.Name, t.AccountColumn, database)),
        .. vendor.Descriptor.SideTables.Where(static t => t.AccountColumn is not null).Select(t => Of(vendor, t.Name, t.AccountColumn!, database)),
    ];

    /// <summary>A table of all vendors with the columns <c>vendor</c> and <c>account_id</c>.</summary>
    private static RegisteredTable ByAccount(string table, VendorCatalog catalog, PostgresDatabase database) => new()
    {
        Name = table,
        Owned = "t.vendor = $1 and t.account_id = $2",
        Visible = AnyVendor(catalog, database, static (vendor, ids) => $"vendor = {vendor} and account_id = any({ids})"),
    };

    /// <summary>A core table. A row that the host wrote itself has no lineage and is no account's.</summary>
    private static RegisteredTable ByLineage(string table, VendorCatalog catalog, PostgresDatabase database) => new()
    {
        Name = table,
        Owned = "t.sync_source = $3 and t.source_account_id = $2",
        Visible = string.Join(
            " or ", catalog.Vendors.Select(v => $"(sync_source = {SqlName.Literal(v.Descriptor.Platform)} and source_account_id = any({Ids(v, database)}))").DefaultIfEmpty(Nobody)),
    };

    /// <summary>A table of one vendor.</summary>
    private static RegisteredTable Of(VendorTables vendor, string table, string column, PostgresDatabase database) => new()
    {
        Name = table,
        Owned = $"$1 = {SqlName.Literal(vendor.Name)} and t.{SqlName.Quote(column)} = $2",
        Visible = $"{SqlName.Quote(column)} = any({Ids(vendor, database)})",
    };

    private static string AnyVendor(VendorCatalog catalog, PostgresDatabase database, Func<string, string, string> condition) =>
        string.Join(" or ", catalog.Vendors.Select(v => $"({condition(SqlName.Literal(v.Name), Ids(v, database))})").DefaultIfEmpty(Nobody));

    private static string Ids(VendorTables vendor, PostgresDatabase database) => $"(select {database.Schema.Quoted}.visible_accounts({SqlName.Literal(vendor.Name)}))::bigint[]";

    private static string AnyOwner(VendorCatalog catalog, Func<VendorTables, string> condition) =>
        string.Join(" or ", catalog.Vendors.Select(v => $"($1 = {SqlName.Literal(v.Name)} and {condition(v)})").DefaultIfEmpty(Nobody));

    /// <summary>Sign-ins belong to a user of the host. They go with the user's last account of the vendor.</summary>
    private static string OwnedSignIns(VendorTables vendor) =>
        $"""
        t.vendor = $1 and exists (
          select from {vendor.AccountTable} a where a.id = $2 and t.tenant_id = a.tenant_id and t.user_id = a.user_id
            and not exists (select from {vendor.AccountTable} o where o.id <> a.id and o.tenant_id = a.tenant_id and o.user_id = a.user_id))
        """;

    /// <summary>The account's credential, and any other of the same user at the vendor, unless another account uses it.</summary>
    private static string OwnedCredentials(VendorTables vendor, VendorCatalog catalog) =>
        $"""
        exists (
          select from {vendor.AccountTable} a where a.id = $2 and (t.id = a.credentials_id
            or (t.platform = $3 and t.tenant_id = a.tenant_id and t.account_id = a.{SqlName.Quote(vendor.Descriptor.VendorAccountIdColumn)}::text
              and t.external_user_id = a.{SqlName.Quote(vendor.Descriptor.VendorUserIdColumn)}::text)))
        and {string.Join(" and ", catalog.Vendors.Select(o => $"not exists (select from {o.AccountTable} o where o.credentials_id = t.id{(o == vendor ? " and o.id <> $2" : "")})"))}
        """;
}
