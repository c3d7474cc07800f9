using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Rezen;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>What vendor packages describe equals what the migrations make, for every registered vendor and stream.</summary>
public sealed class EntityTableTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private static readonly VendorDescriptor[] s_vendors = [FubIntegrationDescriptor.Vendor, RezenIntegrationDescriptor.Vendor];

    private static readonly string[] s_mirror =
    [
        "id", "created_at", "updated_at", "raw", "raw_original", "content_hash", "vendor_updated_at", "first_seen_at", "last_seen_at", "synced_at", "sync_run_id", "deleted_at", "deleted_source",
        "unresolved_refs",
    ];

    /// <summary>Columns that neither a mapper nor a store writes: marks of projections and links of the host.</summary>
    private static readonly string[] s_notMapped = ["fub_people.sms_fetched", "fub_deals.copied_to_normalized", "fub_calls.fub_users_id_deprecated", "fub_users.agent_id", "agent_rezen.agent_id", "rezen_referral_code.agent_id"];

    public static TheoryData<string, string> Streams()
    {
        TheoryData<string, string> data = [];
        foreach (SyncStreamDescriptor stream in s_vendors.SelectMany(static v => v.Streams))
        {
            data.Add(stream.Name.Vendor, stream.Name.Entity);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task A_stream_s_table_equals_the_schema(string vendorName, string entity)
    {
        (VendorDescriptor vendor, SyncStreamDescriptor stream) = Find(vendorName, entity);
        EntityTable table = stream.Table;
        Dictionary<string, Column> actual = await ColumnsAsync(table.Name);

        Assert.Empty(table.Columns.Where(c => !actual.TryGetValue(c.Name, out Column? a) || a.Type != TypeName(c.Type) || a.IsGenerated).Select(static c => $"{c.Name} {c.Type}"));
        Assert.Empty(table.KeyColumns.Where(c => !actual[c.Name].IsNotNull).Select(static c => c.Name));
        Assert.Equal(new Column("bigint", IsNotNull: true, IsGenerated: false), actual[table.AccountColumn]);
        Assert.Empty(table.References.Where(r => !actual.TryGetValue(r.Column, out Column? a) || a.Type != "bigint" || a.IsNotNull || a.IsGenerated).Select(static r => r.Column));
        Assert.Empty(s_mirror.Except(actual.Keys, StringComparer.Ordinal));

        string[] described = [table.AccountColumn, .. s_mirror, .. table.Columns.Select(static c => c.Name), .. table.References.Select(static r => r.Column)];
        Assert.Empty(actual.Where(static a => !a.Value.IsGenerated).Select(static a => a.Key).Except(described, StringComparer.Ordinal).Select(c => $"{table.Name}.{c}").Except(s_notMapped, StringComparer.Ordinal));

        Assert.Contains(
            string.Join(',', new[] { table.AccountColumn }.Concat(table.KeyColumns.Select(static k => k.Name))),
            await database.RowsAsync(
                """
                select string_agg(a.attname, ',' order by k.position) from pg_constraint c cross join lateral unnest(c.conkey) with ordinality as k(attnum, position)
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum where c.contype = 'u' and c.conrelid = ('integrations.' || $1)::regclass group by c.oid
                """,
                table.Name));

        foreach (EntityReference reference in table.References)
        {
            EntityTable target = Assert.Single(vendor.Streams.Select(static s => s.Table).Where(t => t.Name == reference.TargetTable).DistinctBy(static t => t.Name));
            Assert.Equal(actual[reference.LocalColumn].Type, (await ColumnsAsync(target.Name))[reference.TargetColumn].Type);
            string[] keys = reference.TargetConstant is { } constant ? [constant.Column, reference.TargetColumn] : [reference.TargetColumn];
            Assert.Equal(target.KeyColumns.Select(static k => k.Name).Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task The_columns_and_tables_that_a_stream_names_exist(string vendorName, string entity)
    {
        (VendorDescriptor vendor, SyncStreamDescriptor stream) = Find(vendorName, entity);

        foreach ((string jobs, JobStepColumns shown) in stream.OnboardingJobColumns.Select(c => (vendor.OnboardingJobTable, c)).Concat(stream.SyncJobColumns.Select(c => (vendor.SyncJobTable, c))))
        {
            Dictionary<string, Column> columns = await ColumnsAsync(jobs);
            void Is(string type, params string?[] names) => Assert.All(names.OfType<string>(), n => Assert.Equal(type, columns[n].Type));
            Is("integrations.sync_job_status", shown.Status);
            Is("timestamp with time zone", shown.StartedAt, shown.FinishedAt);
            Is("boolean", [shown.Succeeded, shown.Loaded, shown.Failed, .. shown.Parts.Values]);
        }

        if (stream.JobCountColumns is { } compared)
        {
            Dictionary<string, Column> columns = await ColumnsAsync(vendor.SyncJobTable);
            Assert.Equal("integrations.sync_job_status", columns[compared.Status].Type);
            Assert.Equal("timestamp with time zone", columns[compared.StartedAt].Type);
            Assert.Equal("timestamp with time zone", columns[compared.FinishedAt].Type);
            Assert.Equal("jsonb", columns[compared.Vendor].Type);
            Assert.Equal("jsonb", columns[compared.Local].Type);
            Assert.Equal("boolean", columns[compared.Mismatch].Type);
            Assert.Equal("text", (await ColumnsAsync(stream.Table.Name))[compared.PartColumn].Type);
        }

        if (stream.CountColumns is { } counts)
        {
            Dictionary<string, Column> columns = await ColumnsAsync(vendor.AccountTable);
            Assert.Equal("integer", columns[counts.Vendor].Type);
            Assert.Equal("integer", columns[counts.Local].Type);
            Assert.True(counts.CheckedAt is null || columns[counts.CheckedAt].Type == "timestamp with time zone");
        }

        foreach (string staging in stream.StagingTables)
        {
            Dictionary<string, Column> columns = await ColumnsAsync(staging);
            Assert.Equal(new Column("jsonb", IsNotNull: true, IsGenerated: false), columns["row"]);
            Assert.Equal(new Column("jsonb", IsNotNull: true, IsGenerated: false), columns["raw"]);
            Assert.Equal("bytea", columns["raw_original"].Type);
        }
    }

    [Fact]
    public async Task Account_and_job_tables_have_the_columns_that_stores_rely_on()
    {
        foreach (VendorDescriptor vendor in s_vendors)
        {
            string[] account =
            [
                "id", "created_at", "updated_at", "tenant_id", "user_id", "team_id", "credentials_id", "active", "status", "status_reason", "auth_kind", "time_zone", "counts_checked_at", "counts_flags",
                vendor.VendorAccountIdColumn, vendor.VendorUserIdColumn, vendor.HostNameColumn ?? "id",
            ];
            Assert.Empty(account.Except((await ColumnsAsync(vendor.AccountTable)).Keys, StringComparer.Ordinal));
            Assert.Empty(new[] { "id", "created_at", "user_id", "status", "started", "ended", vendor.JobAccountColumn }.Except((await ColumnsAsync(vendor.OnboardingJobTable)).Keys, StringComparer.Ordinal));
            Assert.Empty(new[] { "id", "created_at", "user_id", "type", vendor.JobAccountColumn }.Except((await ColumnsAsync(vendor.SyncJobTable)).Keys, StringComparer.Ordinal));
        }
    }

    private static (VendorDescriptor Vendor, SyncStreamDescriptor Stream) Find(string vendorName, string entity)
    {
        VendorDescriptor vendor = s_vendors.Single(v => v.Name == vendorName);
        return (vendor, vendor.Streams.Single(s => s.Name.Entity == entity));
    }

    private async Task<Dictionary<string, Column>> ColumnsAsync(string table) => (await database.RowsAsync(
        """
        select a.attname, format_type(a.atttypid, null), a.attnotnull, a.attgenerated <> ''
        from pg_attribute a where a.attrelid = ('integrations.' || $1)::regclass and a.attnum > 0 and not a.attisdropped
        """,
        table)).Select(static r => r.Split('|')).ToDictionary(static c => c[0], static c => new Column(c[1], c[2] == "True", c[3] == "True"), StringComparer.Ordinal);

    private static string TypeName(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.BigInt => "bigint",
        ColumnType.Integer => "integer",
        ColumnType.Boolean => "boolean",
        ColumnType.Numeric => "numeric",
        ColumnType.Timestamp => "timestamp with time zone",
        ColumnType.Date => "date",
        ColumnType.Json => "jsonb",
        ColumnType.TextArray => "text[]",
        ColumnType.BigIntArray => "bigint[]",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };

    private sealed record Column(string Type, bool IsNotNull, bool IsGenerated);
}
