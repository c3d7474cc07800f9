using Integrations.Abstractions;
using static Integrations.Persistence.Postgres.Tests.StoreWorld;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class StagingTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staged_rows_reach_the_mirror_exactly_as_direct_ones()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        Person person = new(1, "Zoë \"Q\" a\0b\uD800")
        {
            Score = -3,
            StageId = 5,
            SpouseId = 2,
            IsHot = false,
            Amount = 12345678901234.56m,
            SeenOn = new DateOnly(2026, 2, 3),
            SeenAt = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(2)).AddTicks(1230),
            Phones = """[{"value":"555-0100"}]"""u8.ToArray(),
            Tags = ["a,b", "", "{x}", "q\"\0"],
            Numbers = [1, -2],
        };
        MappedRecord[] records = [Row(person, 1), Row(new Person(2) { Tags = [], Numbers = [] })];
        SyncLease direct = await world.LeaseAsync("people", account);
        await world.WriteAsync(direct, records);
        SyncLease staged = await world.LeaseAsync("textMessages", account);

        RecordCounts counts = await world.Staging.StageAsync(staged, Batch(records) with { Mode = SyncMode.Full, Cursor = Cursor("1", "textMessages"), NextPhase = RunPhase.Promote }, Token);
        Assert.Equal(new RecordCounts(2, 0, 0, 0, 0, 0), counts);
        Assert.Equal("fub.textMessages/1:1|promote|2", await world.StateAsync(staged, "cursor, phase, rows_read"));
        PromoteResult promoted = await world.Promotion.PromoteAsync(staged, 100, RunPhase.Settle, Token);

        Assert.Equal(new PromoteResult(new RecordCounts(0, 2, 0, 0, 0, 0), IsDone: true), promoted);
        Assert.Equal("settle", await world.StateAsync(staged, "phase"));
        const string Columns =
            "people_id, name, score, stage_id, spouse_id, is_hot, amount, seen_on, seen_at, phones, tags, numbers, raw, raw_original, content_hash, vendor_updated_at, unresolved_refs";
        Assert.Equal(
            (await database.RowsAsync($"select to_jsonb(x)::text from (select {Columns} from integrations.t_people order by people_id) x")).Select(static r => r.Replace("\"spouse\"", "", StringComparison.Ordinal)),
            (await database.RowsAsync($"select to_jsonb(x)::text from (select {Columns} from integrations.t_texts order by people_id) x")).Select(static r => r.Replace("\"spouse\"", "", StringComparison.Ordinal)));
        Assert.Equal(
            ["PROMOTED|t_texts|True|True"],
            (await database.RowsAsync(
                "select s.processing_status::text, s.promoted_table, s.is_processed, s.promoted_id = t.id from integrations.t_stage_texts s join integrations.t_texts t on t.people_id::text = s.external_id")).Distinct());
        Assert.Equal(
            ["2|2|0|2"],
            await database.RowsAsync("select rows_read, rows_inserted, rows_rejected, records_staged from integrations.sync_job_steps where id = $1", staged.Step!.Id.Value));
    }

    [Fact]
    public async Task I1_a_staged_page_and_its_cursor_are_one()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");
        RecordBatch batch = Batch(Row(new Person(1)), Bad("2")) with { Mode = SyncMode.Full, Cursor = Cursor("1", "textMessages"), NextPhase = RunPhase.Promote };

        await world.BreakCommitsAsync("t_stage_texts");
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => world.Staging.StageAsync(lease, batch, Token));
        await world.MendCommitsAsync("t_stage_texts");

        Assert.Equal("||0", await world.StateAsync(lease, "cursor, phase, rows_read"));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.t_stage_texts union all select 1 from integrations.lambda_failed_records"));
    }

    [Fact]
    public async Task Promotion_is_idempotent_and_resumes_after_a_kill_in_a_chunk()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");
        for (int page = 0; page < 4; page++)
        {
            await world.Staging.StageAsync(lease, Batch([.. Enumerable.Range(page * 25, 25).Select(static i => Row(new Person(i, "n"), i))]) with { Mode = SyncMode.Full }, Token);
        }

        RecordCounts total = RecordCounts.Zero;
        PromoteResult first = await world.Promotion.PromoteAsync(lease, 30, RunPhase.Settle, Token);
        total += first.Counts;
        await world.BreakCommitsAsync("t_texts");
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => world.Promotion.PromoteAsync(lease, 30, RunPhase.Settle, Token));
        await world.MendCommitsAsync("t_texts");
        Assert.Equal(["30"], await database.RowsAsync("select count(*) from integrations.t_texts"));
        Assert.Equal("", await world.StateAsync(lease, "phase"));

        world.Time.Advance(TimeSpan.FromMinutes(5));
        SyncLease next = Assert.Single(await world.ClaimAsync(owner: "host/2")).Lease;
        PromoteResult result;
        do
        {
            result = await world.Promotion.PromoteAsync(next, 30, RunPhase.Settle, Token);
            total += result.Counts;
        }
        while (!result.IsDone);

        Assert.Equal(new RecordCounts(0, 100, 0, 0, 0, 0), total);
        Assert.Equal("settle", await world.StateAsync(next, "phase"));
        Assert.Equal(new PromoteResult(RecordCounts.Zero, IsDone: true), await world.Promotion.PromoteAsync(next, 30, null, Token));
        Assert.Equal(["100|100"], await database.RowsAsync("select count(*), count(distinct people_id) from integrations.t_texts"));
    }

    [Fact]
    public async Task A_chunk_that_ends_with_the_last_row_is_the_last_chunk()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");
        await world.Staging.StageAsync(lease, Batch(Row(new Person(1)), Row(new Person(2))) with { Mode = SyncMode.Full }, Token);

        Assert.False((await world.Promotion.PromoteAsync(lease, 1, null, Token)).IsDone);
        Assert.True((await world.Promotion.PromoteAsync(lease, 1, null, Token)).IsDone);
    }

    [Fact]
    public async Task A_repeated_page_stages_nothing_twice_and_the_newest_row_of_a_record_wins()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");
        RecordBatch page = Batch(Row(new Person(1, "old"), 1), Row(new Person(2, "same"), 1), Row(new Person(2, "same"), 1), Row(new Person(3, "a"), 1)) with { Mode = SyncMode.Full };

        RecordCounts counts = await world.Staging.StageAsync(lease, page, Token);
        Assert.Equal(new RecordCounts(4, 0, 0, 1, 0, 0), counts);
        counts += await world.Staging.StageAsync(lease, page, Token);
        Assert.Equal(new RecordCounts(8, 0, 0, 5, 0, 0), counts);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        counts += await world.Staging.StageAsync(lease, page with { Records = [Row(new Person(1, "new"), 2), Row(new Person(3, "b"), 2)] }, Token);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        counts += await world.Staging.StageAsync(lease, page with { Records = [Row(new Person(3, "a"), 3)] }, Token);

        PromoteResult result;
        do
        {
            result = await world.Promotion.PromoteAsync(lease, 1, null, Token);
            counts += result.Counts;
        }
        while (!result.IsDone);

        Assert.Equal(["1|new", "2|same", "3|a"], await database.RowsAsync("select people_id, name from integrations.t_texts order by 1"));
        Assert.Equal(new RecordCounts(11, 3, 0, 8, 0, 0), counts);
        Assert.True(counts.IsBalanced);
        Assert.Equal(["1|SKIPPED", "1|PROMOTED", "2|PROMOTED", "3|PROMOTED", "3|SKIPPED"], await database.RowsAsync("select external_id, processing_status::text from integrations.t_stage_texts order by external_id, id"));
    }

    [Fact]
    public async Task Of_rows_without_a_stamp_the_one_read_last_wins_in_chunks_of_any_size()
    {
        foreach (int chunk in (int[])[1, 2, 10])
        {
            await using StoreWorld world = await database.WorldAsync();
            SyncLease lease = await world.LeaseAsync("textMessages");
            foreach (string name in (string[])["a", "b", "a"])
            {
                world.Time.Advance(TimeSpan.FromSeconds(1));
                await world.Staging.StageAsync(lease, Batch(Row(new Person(1, name)), Row(new Person(2))) with { Mode = SyncMode.Full }, Token);
            }

            while (!(await world.Promotion.PromoteAsync(lease, chunk, null, Token)).IsDone)
            {
                // Every chunk is looked at only at the end.
            }

            Assert.Equal(["1|a", "2|"], await database.RowsAsync("select people_id, name from integrations.t_texts order by 1"));
        }
    }

    [Fact]
    public async Task A_new_full_read_stages_anew_what_an_earlier_one_has_promoted_or_left()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease lease = await world.LeaseAsync("textMessages", account);
        await world.Records.BeginAsync(lease, SyncMode.Full, Token);
        await world.Staging.StageAsync(lease, Batch(Row(new Person(1, "A"), 1)) with { Mode = SyncMode.Full }, Token);
        await world.Promotion.PromoteAsync(lease, 10, null, Token);
        await world.WriteAsync(lease, Row(new Person(1, "B"), 2));
        await world.Staging.StageAsync(lease, Batch(Row(new Person(8, "left"), 1)) with { Mode = SyncMode.Full }, Token);
        await world.States.FailAsync(lease, new RunFailure { Code = "unavailable", Message = "x", NextRunAt = world.Time.GetUtcNow() }, Token);
        SyncLease second = await world.LeaseAsync("textMessages", account);

        await world.Records.BeginAsync(second, SyncMode.Full, Token);
        await world.Staging.StageAsync(second, Batch(Row(new Person(1, "A"), 3)) with { Mode = SyncMode.Full }, Token);
        PromoteResult result = await world.Promotion.PromoteAsync(second, 10, null, Token);

        Assert.Equal(new RecordCounts(0, 0, 1, 0, 0, 0), result.Counts);
        Assert.Equal(["1|A"], await database.RowsAsync("select people_id, name from integrations.t_texts order by 1"));
        Assert.Equal(["8|SKIPPED"], await database.RowsAsync("select external_id, processing_status::text from integrations.t_stage_texts where external_id = '8'"));
    }

    [Fact]
    public async Task A_staged_row_that_the_mirror_refuses_is_a_reject_until_it_is_read_well()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");
        await world.Staging.StageAsync(lease, Batch([.. Enumerable.Range(1, 9).Select(static i => Row(new Person(i) { Score = i == 4 ? 1000 : i }))]) with { Mode = SyncMode.Full }, Token);

        PromoteResult result = await world.Promotion.PromoteAsync(lease, 100, null, Token);

        Assert.Equal(new RecordCounts(0, 8, 0, 0, 0, 1), result.Counts);
        Assert.Equal(["4|promote|refused_by_database|{\"id\": 4}"], await database.RowsAsync("select external_id, stage, error_code, raw::text from integrations.lambda_failed_records where resolved_at is null"));
        Assert.Equal(["4|DEAD"], await database.RowsAsync("select external_id, processing_status::text from integrations.t_stage_texts where processing_status <> 'PROMOTED'"));
        await world.WriteAsync(lease, Row(new Person(4)));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.lambda_failed_records where resolved_at is null"));
    }

    [Fact]
    public async Task Staged_deletes_mark_rows_and_staged_ids_count_as_seen()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");
        await world.WriteAsync(lease, Row(new Person(1)), Row(new Person(2)), Row(new Person(3)));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.Records.BeginAsync(lease, SyncMode.Full, Token);

        await world.Staging.StageAsync(lease, Batch(Row(new Person(1)), Delete(2)) with { Mode = SyncMode.Full }, Token);
        PromoteResult result = await world.Promotion.PromoteAsync(lease, 100, null, Token);

        Assert.Equal(new RecordCounts(0, 0, 0, 1, 1, 0), result.Counts);
        Assert.Equal(["3"], (await world.Records.ReadMissingAsync(lease, 10, Token)).Select(static i => i.Value));
    }

    [Fact]
    public async Task Promotion_projects_and_resolves_in_its_transaction()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease stages = await world.LeaseAsync("stages", account);
        SyncLease texts = await world.LeaseAsync("textMessages", account);
        await world.Staging.StageAsync(texts, Batch(Row(new Person(1) { StageId = 5 })) with { Mode = SyncMode.Full }, Token);

        await world.Promotion.PromoteAsync(texts, 10, null, Token);
        Assert.Equal(["stage"], await database.RowsAsync("select unresolved_refs[1] from integrations.t_texts"));
        await world.WriteAsync(stages, Row(new Stage("people", 5, "Lead")));

        Assert.Equal(["0"], await database.RowsAsync("select cardinality(t.unresolved_refs) from integrations.t_texts t join integrations.t_stages s on s.id = t.row_stage_id"));
    }

    [Fact]
    public async Task A_delta_has_a_staging_table_of_its_own_and_promotion_empties_both()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");
        await world.Staging.StageAsync(lease, Batch(Row(new Person(1, "a"), 1), Row(new Person(2, "a"), 1)) with { Mode = SyncMode.Full }, Token);
        world.Time.Advance(TimeSpan.FromSeconds(1));

        RecordCounts counts = await world.Staging.StageAsync(lease, Batch(Row(new Person(2, "b"), 2), Row(new Person(3, "a"), 2), Delete(1)) with { Cursor = Cursor("4", "textMessages"), NextPhase = RunPhase.Promote }, Token);
        Assert.Equal("fub.textMessages/1:4|promote", await world.StateAsync(lease, "cursor, phase"));
        Assert.Equal(new RecordCounts(3, 0, 0, 0, 0, 0), counts);
        Assert.Equal(
            ["onboarding|2|2", "delta|3|3"],
            await database.RowsAsync(
                """
                select * from (
                  select source, count(*), count(*) filter (where not is_processed) from integrations.t_stage_texts group by 1
                  union all select source, count(*), count(*) filter (where not is_processed) from integrations.t_stage_texts_daily group by 1) s order by 2
                """));
        List<PromoteResult> chunks = [];
        do
        {
            chunks.Add(await world.Promotion.PromoteAsync(lease, 3, RunPhase.Settle, Token));
        }
        while (!chunks[^1].IsDone);

        Assert.Equal([new RecordCounts(0, 2, 1, 0, 0, 0), new RecordCounts(0, 1, 0, 0, 1, 0)], chunks.Select(static c => c.Counts));
        Assert.Equal("settle", await world.StateAsync(lease, "phase"));
        Assert.Equal(["1|a|True", "2|b|False", "3|a|False"], await database.RowsAsync("select people_id, name, deleted_at is not null from integrations.t_texts order by 1"));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.t_stage_texts where not is_processed union all select 1 from integrations.t_stage_texts_daily where not is_processed"));
    }

    [Fact]
    public async Task I1_a_page_of_a_staged_delta_and_its_cursor_are_one()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");

        await world.BreakCommitsAsync("t_stage_texts_daily");
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => world.Staging.StageAsync(lease, Batch(Row(new Person(1))) with { Cursor = Cursor("1", "textMessages") }, Token));
        await world.MendCommitsAsync("t_stage_texts_daily");

        Assert.Equal("|0", await world.StateAsync(lease, "cursor, rows_read"));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.t_stage_texts_daily"));
    }

    [Fact]
    public async Task I3_a_full_read_that_begins_leaves_what_a_delta_has_staged()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");
        await world.Staging.StageAsync(lease, Batch(Row(new Person(1)), Row(new Person(2))) with { Cursor = Cursor("1", "textMessages") }, Token);

        await world.Records.BeginAsync(lease, SyncMode.Full, Token);
        await world.Promotion.PromoteAsync(lease, 10, null, Token);

        Assert.Equal(["1", "2"], await database.RowsAsync("select people_id from integrations.t_texts order by 1"));
    }

    [Fact]
    public async Task I4_a_staged_delta_does_not_overwrite_what_was_read_directly_after_it()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("textMessages");
        await world.WriteAsync(lease, world.Asked(1, Row(new Person(1, "a")), Row(new Person(2, "a")), Row(new Person(3, "a"))));
        await world.Staging.StageAsync(lease, Batch(world.Asked(2, Row(new Person(1, "b")), Row(new Person(2, "b")), Row(new Person(3, "b")))), Token);
        await world.WriteAsync(lease, world.Asked(3, Row(new Person(1, "c")), Delete(2)));

        await world.Promotion.PromoteAsync(lease, 10, null, Token);

        Assert.Equal(["1|c|False", "2|a|True", "3|b|False"], await database.RowsAsync("select people_id, name, deleted_at is not null from integrations.t_texts order by 1"));
    }

    [Fact]
    public async Task I6_what_another_job_has_staged_is_read_by_the_job_that_promotes_it()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease first = await world.LeaseAsync("textMessages", account);
        await world.Staging.StageAsync(first, Batch(Row(new Person(1)), Row(new Person(2))), Token);
        await world.Jobs.CancelAsync(first.Step!.Job, Token);
        SyncLease second = await world.LeaseAsync("textMessages", account);
        await world.Staging.StageAsync(second, Batch(Row(new Person(3))), Token);

        await world.Promotion.PromoteAsync(second, 10, null, Token);

        Assert.Equal(["3|3|True"], await database.RowsAsync(
            "select rows_read, rows_inserted, rows_read = rows_inserted + rows_updated + rows_unchanged + rows_deleted + rows_rejected from integrations.sync_job_steps where id = $1", second.Step!.Id.Value));
    }

    [Fact]
    public async Task A_stream_without_a_staging_table_says_so()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");

        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => world.Staging.StageAsync(lease, Batch(), Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => world.Promotion.PromoteAsync(lease, 10, null, Token));
    }
}
