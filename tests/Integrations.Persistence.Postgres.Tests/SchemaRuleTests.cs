using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class SchemaRuleTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private const string Steps =
        "insert into integrations.sync_job_steps (vendor, account_id, job_table, job_id, job_type, entity_type, lease_owner, lease_until, outcome, status, last_started_at, last_finished_at) "
        + "values ('fub', 1, 'fub_sync_jobs', 1, 'Sync', gen_random_uuid()::text, 'w', now(), 'COMPLETE', ";

    public static TheoryData<string, string> Triples()
    {
        TheoryData<string, string> data = [];
        foreach (string table in new[] { "fub_sync_jobs", "fub_onboarding_jobs" })
        {
            foreach (string entity in new[] { "appointments", "calls", "deals", "events", "peoples", "text_messages" })
            {
                data.Add(table, entity);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Triples))]
    public async Task I8_a_triple_cannot_be_in_progress_without_a_start_nor_completed_without_both_times(string table, string entity)
    {
        long account = await Rows.AccountAsync(database);
        string type = table == "fub_sync_jobs" ? ", type" : "";
        string value = table == "fub_sync_jobs" ? ", 'Sync'" : "";
        Task Insert(string status, string started, string finished) => database.ExecuteAsync(
            $"insert into integrations.{table} (fub_account_id{type}, {entity}_status, {entity}_last_started_at, {entity}_last_finished_at) values ($1{value}, {status}, {started}, {finished}); "
                .TrimEnd(' ', ';'),
            account);

        await RefusedAsync($"{table}_{entity}_started_check", () => Insert("'IN_PROGRESS'", "null", "null"));
        await RefusedAsync($"{table}_{entity}_finished_check", () => Insert("'COMPLETED'", "now()", "null"));
        await RefusedAsync($"{table}_{entity}_finished_check", () => Insert("'COMPLETED'", "null", "now()"));
        await RefusedAsync($"{table}_{entity}_finished_check", () => Insert("'COMPLETED'", "now()", "now() - interval '1 second'"));
        await Insert("'COMPLETED'", "now()", "now()");
    }

    [Theory]
    [InlineData("'IN_PROGRESS', null, null)", "sync_job_steps_started_check")]
    [InlineData("'COMPLETED', now(), null)", "sync_job_steps_finished_check")]
    [InlineData("'COMPLETED', null, now())", "sync_job_steps_finished_check")]
    public Task I8_a_step_cannot_be_in_progress_without_a_start_nor_completed_without_both_times(string values, string check) => RefusedAsync(check, () => database.ExecuteAsync(Steps + values));

    [Fact]
    public Task I9_a_step_cannot_be_completed_without_an_outcome() =>
        RefusedAsync("sync_job_steps_completed_check", () => database.ExecuteAsync(Steps.Replace("'COMPLETE', ", "null, ", StringComparison.Ordinal) + "'COMPLETED', now(), now())"));

    [Fact]
    public Task I8_a_step_cannot_be_in_progress_without_a_lease() => RefusedAsync(
        "sync_job_steps_lease_check", () => database.ExecuteAsync(Steps.Replace("'w', now(), ", "null, null, ", StringComparison.Ordinal) + "'IN_PROGRESS', now(), null)"));

    [Fact]
    public async Task I8_an_onboarding_cannot_be_in_progress_without_a_start()
    {
        long account = await Rows.AccountAsync(database);
        await RefusedAsync(
            "fub_onboarding_jobs_started_check", () => database.ExecuteAsync("insert into integrations.fub_onboarding_jobs (fub_account_id, status) values ($1, 'IN_PROGRESS')", account));
        await RefusedAsync(
            "fub_onboarding_jobs_finished_check", () => database.ExecuteAsync("insert into integrations.fub_onboarding_jobs (fub_account_id, status, started) values ($1, 'COMPLETED', now())", account));
    }

    [Fact]
    public async Task I8_queue_items_and_worker_logs_cannot_be_in_progress_without_a_start()
    {
        long account = await Rows.AccountAsync(database);
        await RefusedAsync(
            "worker_queue_started_check",
            () => database.ExecuteAsync("insert into integrations.fub_worker_queue (account_id, endpoint_type, process_status) values ($1, 'people', 'IN_PROGRESS')", account));
        await RefusedAsync("lambda_worker_logs_started_check", () => database.ExecuteAsync("insert into integrations.lambda_worker_logs (status) values ('IN_PROGRESS')"));
    }

    [Fact]
    public async Task An_account_has_one_open_onboarding()
    {
        long account = await Rows.AccountAsync(database);
        const string Insert = "insert into integrations.fub_onboarding_jobs (fub_account_id) values ($1)";
        await database.ExecuteAsync(Insert, account);

        await RefusedAsync("fub_onboarding_jobs_open_key", () => database.ExecuteAsync(Insert, account));
    }

    [Fact]
    public async Task Removing_an_account_removes_its_state_jobs_and_mirror_rows()
    {
        long account = await Rows.AccountAsync(database);
        await Rows.PersonAsync(database, account, 1);
        await database.ExecuteAsync("insert into integrations.sync_state (vendor, account_id, entity_type) values ('fub', $1, 'people')", account);
        await database.ExecuteAsync("insert into integrations.worker_queue (vendor, account_id, endpoint_type) values ('fub', $1, 'people')", account);
        await database.ExecuteAsync("insert into integrations.fub_sync_jobs (fub_account_id, type) values ($1, 'Sync')", account);

        await database.ExecuteAsync("delete from integrations.fub_accounts where id = $1", account);

        Assert.Equal(
            0L,
            await database.ScalarAsync<long>(
                "select (select count(*) from integrations.fub_people where fub_account_id = $1) + (select count(*) from integrations.sync_state where account_id = $1) "
                + "+ (select count(*) from integrations.worker_queue where account_id = $1) + (select count(*) from integrations.fub_sync_jobs where fub_account_id = $1)",
                account));
    }

    private static async Task RefusedAsync(string constraint, Func<Task> insert) =>
        Assert.Equal(constraint, (await Assert.ThrowsAsync<PostgresException>(insert)).ConstraintName);
}
