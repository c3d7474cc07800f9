using System.Globalization;
using Npgsql;

namespace Integrations.Testing;

/// <summary>What can be seen in the library's own tables, whatever the vendor: open work, leases, counters, lineage.</summary>
internal sealed class CrashAudit
{
    private const string ProgressSql =
        "select concat_ws('/', sum(attempts), sum(requests), sum(rows_read), count(*)), count(*) filter (where status in ('PENDING', 'IN_PROGRESS')) from $schema$.sync_job_steps";

    private const string CoreTablesSql =
        """
        select table_name from information_schema.columns
        where table_schema = '$schema$' and column_name in ('sync_source', 'source_account_id', 'source_external_id', 'old_value', 'value_old', 'old_status') group by table_name having count(*) = 3
        """;

    /// <summary>Tables that hold a row for each change of a record.</summary>
    private const string HistoryTablesSql = "select distinct table_name from information_schema.columns where table_schema = '$schema$' and column_name in ('old_value', 'value_old', 'old_status')";

    private const string StagingTablesSql = "select table_name from information_schema.columns where table_schema = '$schema$' and column_name = 'processing_status'";

    private const string Sums = "rows_inserted + rows_updated + rows_unchanged + rows_deleted + rows_rejected";

    /// <summary>
    /// Each statement returns a text and a number for each thing that is wrong. A step that ended because the vendor refused the credential is at its end; whether the account was signed in
    /// again shows in its streams.
    /// </summary>
    private static readonly (CrashFindingKind Kind, string Sql)[] s_checks =
    [
        (CrashFindingKind.Stuck,
            "select format('step %s of account %s is %s, attempts %s, %s %s', entity_type, account_id, status, attempts, coalesce(error_code, last_error_code), error_message), 1 from $schema$.sync_job_steps where status <> 'COMPLETED' and (status, error_code) is distinct from ('ERROR', 'authentication')"),
        (CrashFindingKind.Stuck,
            "select format('stream %s of account %s is %s, mode %s, lease of %s, held: %s, %s', entity_type, account_id, status, mode, lease_owner, held_sweep_reason, error_message), 1 from $schema$.sync_state where status <> 'IDLE' or lease_owner is not null or held_sweep_reason is not null or mode is not null"),
        (CrashFindingKind.Unbalanced, $"select format('step %s of account %s: %s read, %s accounted for', entity_type, account_id, rows_read, {Sums}), 1 from $schema$.sync_job_steps where rows_read <> {Sums}"),
        (CrashFindingKind.Unbalanced,
            """
            select format('step %s of account %s: %s read, its runs read %s (%s)', st.entity_type, st.account_id, st.rows_read, r.rows_read, r.runs), 1
            from $schema$.sync_job_steps st
            cross join lateral (
              select string_agg(format('%s: %s', outcome, rows_read), ', ' order by fence) as runs, coalesce(sum(rows_read), 0) as rows_read, coalesce(sum(rows_inserted), 0) as rows_inserted, coalesce(sum(rows_updated), 0) as rows_updated,
                coalesce(sum(rows_unchanged), 0) as rows_unchanged, coalesce(sum(rows_deleted), 0) as rows_deleted, coalesce(sum(rows_rejected), 0) as rows_rejected
              from $schema$.sync_runs where step_id = st.id) r
            where (st.rows_read, st.rows_inserted, st.rows_updated, st.rows_unchanged, st.rows_deleted, st.rows_rejected)
              is distinct from (r.rows_read, r.rows_inserted, r.rows_updated, r.rows_unchanged, r.rows_deleted, r.rows_rejected)
            """),
    ];

    private readonly NpgsqlDataSource _data;
    private readonly string _database;
    private readonly string _schema;

    public CrashAudit(CrashScenario scenario)
    {
        // Without a pool: the server may be killed between any two questions.
        var connection = new NpgsqlConnectionStringBuilder(scenario.ConnectionString) { Pooling = false };
        _data = NpgsqlDataSource.Create(connection);
        _database = connection.Database!;
        _schema = scenario.Schema;
    }

    /// <summary>Something that changes as long as work gets on. Null when nothing is left to do.</summary>
    public async Task<string?> ProgressAsync(CancellationToken cancellationToken)
    {
        (string progress, long open) = (await ReadAsync(ProgressSql, cancellationToken).ConfigureAwait(false))[0];
        return open == 0 ? null : progress;
    }

    /// <summary>Ends every session in the database but this one.</summary>
    public Task EndSessionsAsync(CancellationToken cancellationToken) =>
        ReadAsync($"select count(pg_terminate_backend(pid))::text, 0::bigint from pg_stat_activity where datname = '{_database}' and pid <> pg_backend_pid()", cancellationToken);

    public async Task<IReadOnlyList<CrashFinding>> CheckAsync(CancellationToken cancellationToken)
    {
        List<CrashFinding> findings = [];
        foreach ((CrashFindingKind kind, string sql) in s_checks)
        {
            findings.AddRange((await ReadAsync(sql, cancellationToken).ConfigureAwait(false)).Select(r => new CrashFinding(kind, r.Text, r.Count)));
        }

        foreach (string table in await TablesAsync(StagingTablesSql, cancellationToken).ConfigureAwait(false))
        {
            findings.AddRange((await ReadAsync(
                $"select format('{table}: %s rows of account %s wait for promotion', count(*), account_id), count(*) from $schema$.{table} where processing_status::text = 'PENDING' group by account_id",
                cancellationToken).ConfigureAwait(false)).Select(static r => new CrashFinding(CrashFindingKind.Stuck, r.Text, r.Count)));
        }

        foreach (string table in await TablesAsync(CoreTablesSql, cancellationToken).ConfigureAwait(false))
        {
            findings.AddRange((await ReadAsync(
                $"""
                select format('{table}: %s of account %s stands there %s times', source_external_id, source_account_id, count(*)), count(*) - 1 from $schema$.{table} t
                where source_external_id is not null
                group by sync_source, source_account_id, to_jsonb(t) ->> 'source_table', source_external_id having count(*) > 1
                """,
                cancellationToken).ConfigureAwait(false)).Select(static r => new CrashFinding(CrashFindingKind.Doubled, r.Text, r.Count)));
        }

        foreach (string table in await TablesAsync(HistoryTablesSql, cancellationToken).ConfigureAwait(false))
        {
            // Between two changes of a field to the same value there is one to another.
            findings.AddRange((await ReadAsync(
                $"""
                select format('{table}: a change of %s of account %s stands there twice', source_external_id, source_account_id), count(*) from (
                    select source_external_id, source_account_id, change,
                        lag(change) over (partition by sync_source, source_account_id, source_external_id, coalesce(change ->> 'field_name', change ->> 'type') order by id) as before
                    from $schema$.{table} t
                    cross join lateral (select to_jsonb(t) - array['id', 'created_at', 'updated_at', 'changed_at', 'sync_run_id'] as change) c
                    where source_external_id is not null) changes
                where change = before
                group by source_external_id, source_account_id
                """,
                cancellationToken).ConfigureAwait(false)).Select(static r => new CrashFinding(CrashFindingKind.Doubled, r.Text, r.Count)));
        }

        return findings;
    }

    private async Task<List<string>> TablesAsync(string sql, CancellationToken cancellationToken) =>
        [.. (await ReadAsync($"select table_name::text, 0::bigint from ({sql}) t order by 1", cancellationToken).ConfigureAwait(false)).Select(static r => r.Text)];

    private async Task<List<(string Text, long Count)>> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = _data.CreateCommand(sql.Replace("$schema$", _schema, StringComparison.Ordinal));
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<(string, long)> rows = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add((reader.GetString(0), Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture)));
                }

                return rows;
            }
        }
    }
}
