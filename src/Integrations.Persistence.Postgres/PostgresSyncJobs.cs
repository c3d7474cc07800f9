using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Asks for work and shows what became of it, in PostgreSQL.</summary>
internal sealed class PostgresSyncJobs(PostgresDatabase database, VendorCatalog catalog, JobWriter jobs, JobControl control, WorkNotices notices) : ISyncJobs
{
    private const string StepsSql =
        """
        select st.job_id, st.entity_type, st.status::text, st.outcome, st.last_started_at, st.last_finished_at, st.next_attempt_at, st.attempts,
          st.rows_read, st.rows_inserted, st.rows_updated, st.rows_unchanged, st.rows_deleted, st.rows_rejected, st.pages, st.requests, st.throttled, st.bytes_read,
          st.error_code, st.error_message, s.total_reported
        from $schema$.sync_job_steps st
        left join $schema$.sync_state s on s.vendor = st.vendor and s.account_id = st.account_id and s.entity_type = st.entity_type and s.scope_key = ''
        where st.job_table = $1 and st.job_id = any($2)
        order by st.id
        """;

    public async Task<SyncJobId> RequestAsync(AccountRef account, SyncJobType type, IReadOnlyList<string>? entities = null, CancellationToken cancellationToken = default)
    {
        SyncJobId job = await jobs.RequestAsync(account, type, entities, cancellationToken).ConfigureAwait(false);
        notices.Announce(WorkNotices.Steps);
        return job;
    }

    public Task<int> CancelAsync(SyncJobId job, CancellationToken cancellationToken = default) => control.CancelAsync(job, cancellationToken);

    public async Task<int> RetryAsync(SyncJobId job, CancellationToken cancellationToken = default)
    {
        int steps = await control.RetryAsync(job, cancellationToken).ConfigureAwait(false);
        notices.Announce(WorkNotices.Steps);
        return steps;
    }

    public Task<SyncJobStatus?> FindAsync(SyncJobId job, CancellationToken cancellationToken = default)
    {
        VendorTables vendor = catalog.Vendor(job.Vendor);
        return PostgresFailures.GuardAsync(database, account: null, stream: null, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                List<SyncJobStatus> found = await ReadAsync(connection, vendor, vendor.Jobs(job.IsOnboarding), "j.id = $1", [Parameter.BigInt(job.Id.Value)], cancellationToken).ConfigureAwait(false);
                return found.Count == 0 ? null : found[0];
            }
        });
    }

    public Task<IReadOnlyList<SyncJobStatus>> ListAsync(AccountRef account, int limit = 20, CancellationToken cancellationToken = default)
    {
        VendorTables vendor = catalog.Vendor(account.Vendor);
        return PostgresFailures.GuardAsync<IReadOnlyList<SyncJobStatus>>(database, account, stream: null, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                List<SyncJobStatus> all = [];
                foreach (JobTableSql table in (JobTableSql[])[vendor.OnboardingJobs, vendor.SyncJobs])
                {
                    all.AddRange(await ReadAsync(
                        connection,
                        vendor,
                        table,
                        $"j.{table.AccountColumn} = $1 order by j.id desc limit $2",
                        [Parameter.BigInt(account.Id.Value), Parameter.BigInt(limit)],
                        cancellationToken).ConfigureAwait(false));
                }

                return [.. all.OrderByDescending(static j => j.CreatedAt).ThenByDescending(static j => j.Id.Id.Value).Take(limit)];
            }
        });
    }

    private async Task<List<SyncJobStatus>> ReadAsync(
        NpgsqlConnection connection, VendorTables vendor, JobTableSql table, string filter, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        string type = table.IsOnboarding ? "'Onboarding'" : "j.type::text";
        List<(long Id, string Type, long Account, DateTimeOffset CreatedAt)> rows = await connection.ListAsync(
            $"select j.id, {type}, j.{table.AccountColumn}, j.created_at from {table.Table} j where {filter}",
            parameters,
            static r => (r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetFieldValue<DateTimeOffset>(3)),
            cancellationToken).ConfigureAwait(false);
        ILookup<long, SyncStepStatus> steps = (await connection.ListAsync(
            database.Sql(StepsSql),
            [Parameter.Text(table.Name), Parameter.BigInts([.. rows.Select(static r => r.Id)])],
            r => (Job: r.GetInt64(0), Step: ReadStep(r, vendor.Name)),
            cancellationToken).ConfigureAwait(false)).ToLookup(static s => s.Job, static s => s.Step);
        return
        [
            .. rows.Select(r => new SyncJobStatus(
                new SyncJobId(vendor.Name, table.IsOnboarding, new RowId(r.Id)), Words.JobType(r.Type), new AccountRef(vendor.Name, new RowId(r.Account)), r.CreatedAt, [.. steps[r.Id]])),
        ];
    }

    private static SyncStepStatus ReadStep(NpgsqlDataReader reader, string vendor)
    {
        SyncJobState state = Words.State(reader.GetString(2));
        return new SyncStepStatus
        {
            Stream = new StreamName(vendor, reader.GetString(1)),
            State = state,
            Outcome = Words.Outcome(reader.TextOrNull(3)),
            StartedAt = reader.TimeOrNull(4),
            FinishedAt = reader.TimeOrNull(5),
            NextAttemptAt = state == SyncJobState.Pending ? reader.TimeOrNull(6) : null,
            Attempts = reader.GetInt32(7),
            Counts = new RecordCounts(reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10), reader.GetInt64(11), reader.GetInt64(12), reader.GetInt64(13)),
            Requests = new RequestCounts(reader.GetInt64(14), reader.GetInt64(15), reader.GetInt64(16), reader.GetInt64(17)),
            ErrorCode = reader.TextOrNull(18),
            ErrorMessage = reader.TextOrNull(19),
            ReportedTotal = reader.LongOrNull(20),
        };
    }
}
