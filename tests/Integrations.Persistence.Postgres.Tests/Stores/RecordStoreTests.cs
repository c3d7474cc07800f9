using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Integrations.Persistence.Postgres.Tests.StoreWorld;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class RecordStoreTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_column_type_arrives_as_it_was()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        Person person = new(1, "Zoë \"Q\" Example")
        {
            Score = -3,
            StageId = 5,
            IsHot = true,
            Amount = 1234.5m,
            SeenOn = new DateOnly(2026, 2, 3),
            SeenAt = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(2)),
            Phones = """[{"value":"555-0100"}]"""u8.ToArray(),
            Tags = ["a,b", "", "{x}", "NULL", "q\"\\ '"],
            Numbers = [1, -2],
        };

        RecordCounts counts = await world.WriteAsync(lease, Row(person, 1), Row(new Person(2)));

        Assert.Equal(new RecordCounts(2, 2, 0, 0, 0, 0), counts);
        Assert.Equal(
            [
                "1|Zoë \"Q\" Example|-3|5|True|1234.50|2026-02-03|2026-02-03T02:05:06.789|555-0100|a,b~~{x}~NULL~q\"\\ '|-2|{\"id\": 1}|2026-02-01T00:01:00",
                "2|||||||||||{\"id\": 2}|",
            ],
            await world.PeopleAsync(
                """
                people_id, name, score, stage_id, is_hot, amount, seen_on::text, to_char(seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), phones #>> '{0,value}', array_to_string(tags, '~'),
                numbers[2], raw::text, to_char(vendor_updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
                """));
        Assert.Equal(
            ["True"],
            (await database.RowsAsync(
                "select first_seen_at = $1 and last_seen_at = $1 and synced_at = $1 and created_at = $1 and updated_at = $1 and sync_run_id = $2 from integrations.t_people",
                world.Time.GetUtcNow(),
                lease.RunId)).Distinct());
    }

    [Fact]
    public async Task I1_cursor_moves_only_with_its_rows()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        RecordBatch batch = Batch(Row(new Person(1)), Bad("9")) with { Cursor = Cursor("a"), Requests = new RequestCounts(1, 2, 0, 100), ReportedTotal = 7, Strategy = "full-sweep" };

        await world.BreakCommitsAsync("t_people");
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => world.Records.WriteAsync(lease, batch, Token));
        await world.MendCommitsAsync("t_people");

        Assert.Equal("||0|0", await world.StateAsync(lease, "cursor, total_reported, rows_read, pages"));
        Assert.Empty(await world.PeopleAsync());
        Assert.Empty(await database.RowsAsync("select 1 from integrations.lambda_failed_records"));

        await world.Records.WriteAsync(lease, batch, Token);

        Assert.Equal("fub.people/1:a|7|full-sweep|2|1|1|1|2|0|100", await world.StateAsync(lease, "cursor, total_reported, strategy, rows_read, rows_inserted, rows_rejected, pages, requests, throttled, bytes_read"));
        Assert.Equal(
            ["2|1|0|0|0|1|2|1|1|1|2|100"],
            await database.RowsAsync(
                "select rows_read, rows_inserted, rows_updated, rows_unchanged, rows_deleted, rows_rejected, records_fetched, records_promoted, records_failed, pages, requests, bytes_read from integrations.sync_job_steps where id = $1",
                lease.Step!.Id.Value));
    }

    [Fact]
    public async Task A_large_write_checks_no_keys_by_a_plan_made_while_their_table_was_small()
    {
        // One session, which keeps its plans.
        await using StoreWorld world = await database.WorldAsync(connectionString: new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1 }.ConnectionString);
        SyncLease lease = await world.LeaseAsync();
        await database.ExecuteAsync("alter table integrations.t_people add constraint t_small foreign key (row_stage_id) references integrations.t_stages (id)");
        await StagesAsync(1, 1);
        await database.ExecuteAsync("vacuum analyze integrations.t_stages");
        for (int i = 1; i <= 8; i++)
        {
            await world.WriteAsync(lease, Row(new Person(i) { StageId = 1 }));
        }

        await StagesAsync(2, 5_000);
        await world.WriteAsync(lease, [.. Enumerable.Range(1_000, 400).Select(static id => Row(new Person(id) { StageId = id }))]);

        await using NpgsqlConnection session = await world.Service<PostgresDatabase>().DataSource.OpenConnectionAsync(Token);
        await session.ExecuteAsync("select pg_stat_force_next_flush()", [], Token);
        await using NpgsqlCommand asked = session.Command("select seq_tup_read from pg_stat_user_tables where relname = 't_stages'");
        long read = (long)(await asked.ExecuteScalarAsync(Token))!;
        await database.ExecuteAsync("alter table integrations.t_people drop constraint t_small");

        Assert.InRange(read, 0, 100_000);

        Task StagesAsync(int first, int last) => database.ExecuteAsync(
            """
            insert into integrations.t_stages (fub_account_id, stage_kind, stage_id, raw, content_hash, first_seen_at, last_seen_at, synced_at)
            select $1, 'people', n, '{}', '\x00', now(), now(), now() from generate_series($2, $3) n
            """,
            lease.Account.Id.Value, first, last);
    }

    [Fact]
    public async Task A_large_write_looks_references_up_by_their_keys_though_the_statistics_do_not_know_the_account_yet()
    {
        // One session, whose reads are counted when it is asked for them.
        await using StoreWorld world = await database.WorldAsync(connectionString: new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1 }.ConnectionString);
        SyncLease lease = await world.LeaseAsync();
        await database.ExecuteAsync("create index t_by_account on integrations.t_stages (fub_account_id)");
        AccountRef known = await world.OnboardedAsync();
        await StagesAsync(known);
        await database.ExecuteAsync("vacuum analyze integrations.t_stages");
        await StagesAsync(lease.Account);
        long before = await ReadAsync();

        await world.WriteAsync(lease, [.. Enumerable.Range(1, 400).Select(static id => Row(new Person(id) { StageId = id }))]);

        long read = await ReadAsync() - before;
        await database.ExecuteAsync("drop index integrations.t_by_account");
        Assert.InRange(read, 400, 10_000);

        async Task<long> ReadAsync()
        {
            await using NpgsqlConnection session = await world.Service<PostgresDatabase>().DataSource.OpenConnectionAsync(Token);
            await session.ExecuteAsync("select pg_stat_force_next_flush()", [], Token);
            await using NpgsqlCommand asked = session.Command("select sum(idx_tup_read)::bigint from pg_stat_user_indexes where relname = 't_stages'");
            return (long)(await asked.ExecuteScalarAsync(Token))!;
        }

        Task StagesAsync(AccountRef account) => database.ExecuteAsync(
            """
            insert into integrations.t_stages (fub_account_id, stage_kind, stage_id, raw, content_hash, first_seen_at, last_seen_at, synced_at)
            select $1, 'people', n, '{}', '\x00', now(), now(), now() from generate_series(1, 5000) n
            """,
            account.Id.Value);
    }

    [Theory]
    [InlineData("host/1")]
    [InlineData("host/2")]
    public async Task I2_a_stale_fence_writes_nothing(string nextOwner)
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease stale = await world.LeaseAsync("textMessages", account);
        world.Time.Advance(TimeSpan.FromMinutes(3));
        SyncLease held = Assert.Single(await world.ClaimAsync(owner: nextOwner)).Lease;
        Assert.Equal(stale.Fence + 1, held.Fence);
        RecordBatch batch = Batch(Row(new Person(1))) with { Cursor = Cursor("stale", "textMessages") };
        string before = await world.StateAsync(held, "sync_state::text");

        Func<Task>[] writes =
        [
            () => world.Records.BeginAsync(stale, SyncMode.Full, Token),
            () => world.Records.WriteAsync(stale, batch, Token),
            () => world.Staging.StageAsync(stale, batch, Token),
            () => world.Promotion.PromoteAsync(stale, 10, RunPhase.Settle, Token),
            () => world.CompleteAsync(stale),
            () => world.States.FailAsync(stale, new RunFailure { Code = "x", Message = "x" }, Token),
            () => world.Records.ReadSweepAsync(stale, Token),
            () => world.Records.ReadMissingAsync(stale, 10, Token),
            () => world.Records.WriteAsync(held with { Owner = "host/3" }, batch, Token),
        ];
        foreach (Func<Task> write in writes)
        {
            IntegrationLeaseLostException lost = await Assert.ThrowsAsync<IntegrationLeaseLostException>(write);
            Assert.Equal(account, lost.Context.Account);
        }

        Assert.Empty(await world.States.RenewAsync([stale], TimeSpan.FromMinutes(5), Token));
        Assert.Equal(before, await world.StateAsync(held, "sync_state::text"));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.t_texts union all select 1 from integrations.t_stage_texts"));
        await world.WriteAsync(held, Row(new Person(1)));
    }

    [Fact]
    public async Task I4_an_older_read_never_overwrites_a_newer_one()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        await world.WriteAsync(lease, Row(new Person(1, "newer"), 10));

        Assert.Equal(new RecordCounts(1, 0, 0, 1, 0, 0), await world.WriteAsync(lease, Row(new Person(1, "older"), 9)));
        Assert.Equal(new RecordCounts(1, 0, 0, 1, 0, 0), await world.WriteAsync(lease, Delete(1, 9)));
        Assert.Equal(["1|newer"], await world.PeopleAsync());
        Assert.Equal(new RecordCounts(1, 0, 1, 0, 0, 0), await world.WriteAsync(lease, Row(new Person(1, "same time, read later"), 10)));
        Assert.Equal(new RecordCounts(3, 0, 1, 2, 0, 0), await world.WriteAsync(lease, Row(new Person(1, "a"), 11), Row(new Person(1, "b"), 12), Row(new Person(1, "c"), 11)));
        Assert.Equal(["1|b"], await world.PeopleAsync());
        Assert.Equal(new RecordCounts(1, 0, 1, 0, 0, 0), await world.WriteAsync(lease, Row(new Person(1, "without a stamp"))));
    }

    [Fact]
    public async Task I5_an_unchanged_record_is_neither_rewritten_nor_locked()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        MappedRecord[] records = [Row(new Person(1, "Ann"), 1), Row(new Person(2, "Ben"), 1)];
        await world.WriteAsync(lease, records);
        IReadOnlyList<string> before = await world.PeopleAsync("ctid::text, xmin::text, xmax::text, synced_at");

        world.Time.Advance(TimeSpan.FromHours(1));
        RecordCounts counts = await world.WriteAsync(lease, Row(new Person(1, "Ann"), 5), Row(new Person(2, "Ben"), 1));

        Assert.Equal(new RecordCounts(2, 0, 0, 2, 0, 0), counts);
        Assert.Equal(before, await world.PeopleAsync("ctid::text, xmin::text, xmax::text, synced_at"));
    }

    [Fact]
    public async Task A_deleted_row_is_marked_once_and_comes_back_by_a_later_read()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        await world.WriteAsync(lease, Row(new Person(1, "Ann"), 1));

        RecordBatch delete = Batch(Delete(1), Delete(2), new MappedRecord { Id = new VendorId("not a number"), Operation = SyncOperation.Delete }) with { DeleteSource = "webhook" };
        Assert.Equal(new RecordCounts(3, 0, 0, 2, 1, 0), await world.Records.WriteAsync(lease, delete, Token));
        Assert.Equal(new RecordCounts(1, 0, 0, 1, 0, 0), await world.WriteAsync(lease, Delete(1)));
        Assert.Equal(["1|webhook|False"], await world.PeopleAsync("people_id, deleted_source, deleted_at is null"));
        Assert.Equal(0, await world.Records.CountAsync(lease.Account, lease.Stream, Token));

        Assert.Equal(new RecordCounts(1, 0, 1, 0, 0, 0), await world.WriteAsync(lease, Row(new Person(1, "Ann"), 1)));
        Assert.Equal(["1||True"], await world.PeopleAsync("people_id, deleted_source, deleted_at is null"));
        Assert.Equal(1, await world.Records.CountAsync(lease.Account, lease.Stream, Token));
    }

    [Fact]
    public async Task References_resolve_on_arrival_in_either_order()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        AccountRef other = await world.OnboardedAsync();
        SyncLease people = await world.LeaseAsync("people", account);
        SyncLease stages = await world.LeaseAsync("stages", account);
        SyncLease otherStages = await world.LeaseAsync("stages", other);

        await world.WriteAsync(stages, Row(new Stage("people", 5, "Lead")));
        await world.WriteAsync(otherStages, Row(new Stage("people", 6, "Of another account")));
        await world.WriteAsync(stages, Row(new Stage("deal", 6, "Of another kind")));
        await world.WriteAsync(people, Row(new Person(1) { StageId = 5, SpouseId = 3 }), Row(new Person(2) { StageId = 6 }), Row(new Person(3) { SpouseId = 1 }));

        Assert.Equal(
            ["1|True|True|", "2|False|False|stage", "3|False|True|"],
            await world.PeopleAsync("people_id, row_stage_id is not null, row_spouse_id is not null, array_to_string(unresolved_refs, ',')"));
        Assert.Equal(["1|3", "3|1"], await database.RowsAsync("select p.people_id, s.people_id from integrations.t_people p join integrations.t_people s on s.id = p.row_spouse_id order by 1"));

        Assert.Equal(new RecordCounts(1, 1, 0, 0, 0, 0), await world.WriteAsync(stages, Row(new Stage("people", 6, "Late"))));
        Assert.Equal(
            ["2|Late|0"],
            await database.RowsAsync("select p.people_id, s.name, cardinality(p.unresolved_refs) from integrations.t_people p join integrations.t_stages s on s.id = p.row_stage_id where p.people_id = 2"));
        Assert.Equal("3|0", await world.StateAsync(people, "rows_inserted, rows_updated"));
    }

    [Fact]
    public async Task Streams_of_one_account_that_write_at_the_same_time_leave_no_reference_open()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease people = await world.LeaseAsync("people", account);
        SyncLease stages = await world.LeaseAsync("stages", account);

        for (int round = 0; round < 40; round++)
        {
            int first = round * 10;
            await Task.WhenAll(
                world.WriteAsync(people, [.. Enumerable.Range(first, 10).Select(static i => Row(new Person(i) { StageId = i }))]),
                world.WriteAsync(stages, [.. Enumerable.Range(first, 10).Select(static i => Row(new Stage("people", i, "s")))]));
        }

        Assert.Equal(["400"], await database.RowsAsync("select count(*) from integrations.t_people where row_stage_id is not null and unresolved_refs = '{}'"));
    }

    [Fact]
    public async Task Rejects_are_kept_once_and_settled_by_a_good_read()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();

        RecordCounts counts = await world.WriteAsync(lease, Bad("1"), Bad("1"), Bad(null, "not json"), Bad(null, """{"big":1e999999}"""), Row(new Person(2)));
        await world.WriteAsync(lease, Bad("1", """{"id":1,"again":true}"""));

        Assert.Equal(new RecordCounts(5, 1, 0, 0, 0, 4), counts);
        IReadOnlyList<string> open = await database.RowsAsync("select left(external_id, 9), raw::text, stage, error_code, error_message, attempts, status::text from integrations.lambda_failed_records order by id");
        Assert.Equal("1|{\"id\": 1, \"again\": true}|map|unreadable|The record is not a person. At $.created.|2|ERROR", open[0]);
        Assert.StartsWith("sha256:", open[1], StringComparison.Ordinal);
        Assert.Contains("|\"not json\"|", open[1], StringComparison.Ordinal);
        Assert.Contains("""|"{\"big\":1e999999}"|""", open[2], StringComparison.Ordinal);
        Assert.Equal(3, open.Count);

        await world.WriteAsync(lease, Row(new Person(1)), Bad("1"));
        Assert.Equal(["3"], await database.RowsAsync("select attempts from integrations.lambda_failed_records where external_id = '1' and resolved_at is null"));
        await world.WriteAsync(lease, Bad("1"), Row(new Person(1)));
        Assert.Equal(["sync|COMPLETED|True"], await database.RowsAsync("select resolved_by, status::text, replayed_run_id = $1 from integrations.lambda_failed_records where external_id = '1'", lease.RunId));
    }

    [Fact]
    public async Task A_record_that_the_database_refuses_is_a_reject_and_the_others_are_stored()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        MappedRecord[] records = [.. Enumerable.Range(1, 40).Select(static i => Row(new Person(i) { Score = i == 17 ? 1000 : i, Amount = i == 30 ? decimal.MaxValue : 1 }))];

        RecordCounts counts = await world.WriteAsync(lease, records);

        Assert.Equal(new RecordCounts(40, 38, 0, 0, 0, 2), counts);
        Assert.Equal(
            ["17|promote|refused_by_database|True", "30|promote|refused_by_database|True"],
            await database.RowsAsync("select external_id, stage, error_code, error_message like '%SQLSTATE%' from integrations.lambda_failed_records order by external_id"));
    }

    [Fact]
    public async Task A_table_that_does_not_fit_its_description_is_an_error_and_not_a_heap_of_rejects()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => world.WriteAsync(lease, [.. Enumerable.Range(1, 200).Select(static i => Row(new Person(i) { Score = 5000 }))]));

        Assert.Empty(await world.PeopleAsync());
    }

    [Fact]
    public async Task Nul_and_lone_surrogates_in_text_become_replacement_characters()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        MappedRecord record = Row(new Person(1, "a\0b\uD800c😀") { Tags = ["x\0"] });

        await world.WriteAsync(lease, new MappedRecord { Id = record.Id, Row = record.Row, Raw = record.Raw, ContentHash = record.ContentHash, Original = "a\0"u8.ToArray() });

        Assert.Equal(["a\uFFFDb\uFFFDc😀|x\uFFFD|6100"], await world.PeopleAsync("name, tags[1], encode(raw_original, 'hex')"));
    }

    [Fact]
    public async Task Core_projections_run_in_the_same_transaction_with_the_rows_that_changed()
    {
        RecordingProjection projection = new("t_people");
        RecordingProjection replaced = new("t_people") { Fails = true };
        await using StoreWorld world = await database.WorldAsync(s => s.AddSingleton<ICoreProjection>(replaced).AddSingleton<ICoreProjection>(projection));
        SyncLease lease = await world.LeaseAsync();

        await world.WriteAsync(lease, Row(new Person(1)), Row(new Person(2)));
        await world.WriteAsync(lease, Row(new Person(1)), Row(new Person(2, "changed")), Row(new Person(3)));
        projection.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.WriteAsync(lease, Row(new Person(4))));
        projection.Fails = false;
        await world.WriteAsync(lease, Row(new Person(1)));

        Assert.Equal(["1|1", "2|2", "3|1"], await database.RowsAsync("select p.people_id, c.times from integrations.t_core c join integrations.t_people p on p.id = c.row_id order by 1"));
        Assert.Equal(["1|", "2|changed", "3|"], await world.PeopleAsync());
    }

    [Fact]
    public async Task A_full_read_knows_what_it_has_not_seen()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        await world.WriteAsync(lease, [.. Enumerable.Range(1, 6).Select(static i => Row(new Person(i)))]);
        await world.WriteAsync(lease, Delete(6));
        world.Time.Advance(TimeSpan.FromMinutes(1));

        await world.Records.BeginAsync(lease, SyncMode.Full, Token);
        await world.Records.WriteAsync(lease, Batch(Row(new Person(1)), Row(new Person(7)), Bad("2")) with { Mode = SyncMode.Full, Cursor = Cursor("half") }, Token);

        Assert.Equal(new SweepResult(3, 6, 3), await world.Records.ReadSweepAsync(lease, Token));
        Assert.Equal(["3", "4"], (await world.Records.ReadMissingAsync(lease, 2, Token)).Select(static i => i.Value));

        // Re-read by id: one still there and unchanged, one changed, one gone.
        await world.Records.WriteAsync(lease, Batch(Row(new Person(3)), Row(new Person(4, "changed")), Delete(5)) with { Mode = SyncMode.Full, DeleteSource = "sweep" }, Token);
        Assert.Empty(await world.Records.ReadMissingAsync(lease, 10, Token));
        Assert.Equal(["5|sweep", "6|vendor"], await database.RowsAsync("select people_id, deleted_source from integrations.t_people where deleted_at is not null order by 1"));

        await world.CompleteAsync(lease, SyncMode.Full);
        Assert.Empty(await database.RowsAsync("select 1 from integrations.sync_seen"));
    }

    [Fact]
    public async Task A_full_read_into_an_empty_mirror_remembers_nothing_and_misses_nothing()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("stages");
        await world.Records.BeginAsync(lease, SyncMode.Full, Token);

        await world.Records.WriteAsync(lease, Batch(Row(new Stage("people", 1, "a")), Row(new Stage("deal", 1, "b")), Bad("deal:2"), Bad(null)) with { Mode = SyncMode.Full }, Token);

        Assert.Equal(new SweepResult(3, 2, 0), await world.Records.ReadSweepAsync(lease, Token));
        Assert.Empty(await world.Records.ReadMissingAsync(lease, 10, Token));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.sync_seen"));
    }

    [Fact]
    public async Task A_composed_key_is_found_by_its_text()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("stages");
        await world.WriteAsync(lease, Row(new Stage("people", 1, "a")), Row(new Stage("deal", 1, "b")));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.Records.BeginAsync(lease, SyncMode.Full, Token);

        Assert.Equal(["deal:1", "people:1"], (await world.Records.ReadMissingAsync(lease, 10, Token)).Select(static i => i.Value));
        Assert.Equal(
            new RecordCounts(1, 0, 0, 0, 1, 0),
            await world.WriteAsync(lease, new MappedRecord { Id = new VendorId("deal:1"), Operation = SyncOperation.Delete }));
        Assert.Equal(["people:1"], (await world.Records.ReadMissingAsync(lease, 10, Token)).Select(static i => i.Value));
    }

    [Fact]
    public async Task A_database_that_closes_its_connections_is_a_typed_error_and_the_next_call_works()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        await world.WriteAsync(lease, Row(new Person(1)));
        NpgsqlConnectionStringBuilder other = new(database.ConnectionString) { Pooling = false };
        await using (NpgsqlConnection admin = new(other.ConnectionString))
        {
            await admin.OpenAsync(Token);
            await using NpgsqlCommand kill = new("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", admin);
            await kill.ExecuteScalarAsync(Token);
        }

        IntegrationUnavailableException away = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => world.WriteAsync(lease, Row(new Person(2))));
        Assert.Equal("database", away.Context.Operation);
        Assert.True(away.IsTransient);
        Assert.Equal(lease.Stream, away.Context.Stream);

        await world.WriteAsync(lease, Row(new Person(2)));
        Assert.Equal(["1|", "2|"], await world.PeopleAsync());
    }

    /// <summary>Counts, in a core table, how often each row was projected.</summary>
    private sealed class RecordingProjection(string table) : ICoreProjection
    {
        public bool Fails { get; set; }

        public string Name => "t_recording";

        public string SourceTable => table;

        public async Task<long> ApplyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, AccountRef account, long[] rowIds, CancellationToken cancellationToken = default)
        {
            await using NpgsqlCommand command = new(
                "insert into integrations.t_core as c (source, row_id) select $1, i from unnest($2) i on conflict (source, row_id) do update set times = c.times + 1", connection, transaction);
            command.Parameters.Add(new NpgsqlParameter { Value = table });
            command.Parameters.Add(new NpgsqlParameter { Value = rowIds });
            long written = await command.ExecuteNonQueryAsync(cancellationToken);
            return Fails ? throw new InvalidOperationException("The projection fails.") : written;
        }
    }
}
