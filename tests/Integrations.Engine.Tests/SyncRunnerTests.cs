using Integrations.Abstractions;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Integrations.Engine.Tests;

public sealed class SyncRunnerTests
{
    [Fact]
    public async Task A_first_read_is_full_and_takes_the_staged_path_where_the_stream_has_staging()
    {
        await using var engine = new EngineFixture(new ScriptedSource(staged: true), o => o.PromoteChunkSize = 2);
        engine.Source.Pages.AddRange([["1=a", "2=b"], ["3=c", "!4"]]);

        await engine.RunAsync(engine.Claim(SyncJobType.Onboarding, EngineFixture.NeverRead));

        Assert.Equal([SyncMode.Full], engine.Store.Begun);
        Assert.Equal(["1", "2", "3"], engine.Store.Mirror.Keys.Order());
        Assert.Empty(engine.Store.Staged);
        Assert.Equal(RunPhase.Settle, engine.Store.Phase);
        Assert.Equal(SyncOutcome.Partial, Assert.Single(engine.Store.Completed).Outcome);
    }

    [Fact]
    public async Task A_delta_takes_the_direct_path_and_hands_the_cursor_to_the_source()
    {
        await using var engine = new EngineFixture(new ScriptedSource(staged: true));
        engine.Source.Pages.AddRange([["1=a"], ["2=b"]]);

        await engine.RunAsync(engine.Claim(state: engine.ReadBefore with { Cursor = ScriptedSource.CursorAt(1) }));

        Assert.Equal(["2"], engine.Store.Mirror.Keys);
        Assert.Equal(SyncMode.Delta, Assert.Single(engine.Source.Requests).Mode);
        Assert.Equal(ScriptedSource.CursorAt(2), engine.Store.Cursor);
    }

    [Theory]
    [InlineData(SyncJobType.Sync, SyncMode.Delta)]
    [InlineData(SyncJobType.UpdatedToday, SyncMode.Delta)]
    [InlineData(SyncJobType.CreatedToday, SyncMode.CreatedSince)]
    public async Task A_delta_is_staged_where_the_stream_has_a_table_for_it(SyncJobType job, SyncMode mode)
    {
        await using var engine = new EngineFixture(new ScriptedSource(staged: true, deltaStaged: true), o => o.PromoteChunkSize = 1);
        engine.Source.Pages.AddRange([["1=a"], ["2=b", "3=c"]]);
        int promotedEarly = 0;
        engine.Source.BeforePage = (_, _) => Task.FromResult(promotedEarly += engine.Store.Mirror.Count);

        await engine.RunAsync(engine.Claim(job));

        Assert.Equal([mode], engine.Store.Begun);
        Assert.Equal(0, promotedEarly);
        Assert.Equal(["1", "2", "3"], engine.Store.Mirror.Keys.Order());
        Assert.Equal(RunPhase.Promote, engine.Store.Batches[^1].NextPhase);
        Assert.Equal(RunPhase.Settle, engine.Store.Phase);
    }

    [Fact]
    public async Task A_full_read_of_a_stream_that_was_read_before_is_direct_though_its_deltas_are_staged()
    {
        await using var engine = new EngineFixture(new ScriptedSource(staged: true, deltaStaged: true));
        engine.Source.Pages.Add(["1=a"]);

        await engine.RunAsync(engine.Claim(SyncJobType.Reconcile));

        Assert.Equal(["1"], engine.Store.Mirror.Keys);
        Assert.Equal(RunPhase.Settle, engine.Store.Batches[^1].NextPhase);
    }

    [Theory]
    [InlineData(SyncJobType.Reconcile)]
    [InlineData(SyncJobType.CreatedToday)]
    [InlineData(SyncJobType.Check)]
    public async Task What_an_unfinished_delta_has_staged_is_promoted_before_another_read_begins(SyncJobType job)
    {
        await using var engine = new EngineFixture(new ScriptedSource(staged: true, deltaStaged: true));
        engine.Source.Pages.Add(["1=new"]);
        engine.Store.Staged.Add(new MappedRecord { Id = new VendorId("1"), Row = new TestRow("1", "old") });
        engine.Store.Staged.Add(new MappedRecord { Id = new VendorId("2"), Row = new TestRow("2", "old") });
        engine.Store.OnBegin = () => Assert.Empty(engine.Store.Staged);

        await engine.RunAsync(engine.Claim(job, engine.ReadBefore with { ModeUnderWay = SyncMode.Delta, Cursor = ScriptedSource.CursorAt(0) }));

        Assert.Empty(engine.Store.Staged);
        Assert.Single(engine.Store.Completed);
        Assert.Equal(job == SyncJobType.Check ? "old" : "new", engine.Store.Mirror["1"]);
    }

    [Fact]
    public async Task A_delta_that_is_continued_promotes_nothing_before_it_is_read()
    {
        await using var engine = new EngineFixture(new ScriptedSource(staged: true, deltaStaged: true));
        engine.Source.Pages.AddRange([["1=a"], ["2=b"]]);
        engine.Store.Staged.Add(new MappedRecord { Id = new VendorId("1"), Row = new TestRow("1", "a") });
        engine.Source.BeforePage = (_, _) => engine.Store.Mirror.Count == 0 ? Task.CompletedTask : throw new InvalidOperationException();

        await engine.RunAsync(engine.Claim(state: engine.ReadBefore with { ModeUnderWay = SyncMode.Delta, Cursor = ScriptedSource.CursorAt(1) }));

        Assert.Empty(engine.Store.Begun);
        Assert.Equal(["1", "2"], engine.Store.Mirror.Keys.Order());
    }

    [Fact]
    public async Task I1_each_batch_carries_the_cursor_of_its_own_last_page()
    {
        await using var engine = new EngineFixture(engine: o => o.MaxRowsPerCommit = 1);
        engine.Source.Pages.AddRange([["1=a"], ["2=b"], ["3=c"]]);

        await engine.RunAsync();

        Assert.Equal([ScriptedSource.CursorAt(1), ScriptedSource.CursorAt(2), ScriptedSource.CursorAt(3)], engine.Store.Batches.Select(static b => b.Cursor));
    }

    [Fact]
    public async Task Pages_that_wait_are_coalesced_into_one_commit()
    {
        await using var engine = new EngineFixture(engine: o => o.MaxPagesInFlight = 8);
        engine.Source.Pages.AddRange(Enumerable.Range(0, 6).Select(static i => new[] { $"{i}=x" }));
        var allRead = new TaskCompletionSource();
        engine.Source.BeforePage = (page, _) =>
        {
            if (page == 5)
            {
                allRead.SetResult();
            }

            return Task.CompletedTask;
        };
        engine.Store.OnWrite = _ => allRead.Task;

        await engine.RunAsync();

        Assert.True(engine.Store.Batches.Count < 6, $"{engine.Store.Batches.Count} commits for 6 pages");
        Assert.Equal(6, engine.Store.Mirror.Count);
        Assert.Equal(6, engine.Store.Batches.Sum(static b => b.Requests.Pages));
    }

    [Theory]
    [InlineData(1, 4, 0, 6)] // four being written, one in the channel, one being read; eight rows would be allowed
    [InlineData(10, 1, 0, 2)] // rows of two commits
    [InlineData(10, 10, 1_000, 1)]
    [InlineData(10, 10, 300, 4)]
    public async Task I18_the_reader_waits_when_the_writer_is_behind_by_pages_rows_or_bytes(int maxPages, int rowsPerCommit, long bytesOfPage, int expected)
    {
        await using var engine = new EngineFixture(engine: o => (o.MaxPagesInFlight, o.MaxRowsPerCommit, o.MaxBytesInFlight) = (maxPages, rowsPerCommit, 1_000));
        engine.Source.Pages.AddRange(Enumerable.Range(0, 50).Select(static i => new[] { $"{i}=x" }));
        engine.Source.BytesOfPage = bytesOfPage;
        int most = 0;
        int written = 0;
        engine.Store.OnWrite = async batch =>
        {
            await Task.Yield();
            most = Math.Max(most, engine.Source.PagesRead - written);
            written += (int)batch.Requests.Pages;
        };

        await engine.RunAsync();

        Assert.InRange(most, 1, expected);
        Assert.Equal(50, engine.Store.Mirror.Count);
    }

    [Fact]
    public async Task The_fetch_of_a_page_overlaps_the_write_of_the_one_before()
    {
        await using var engine = new EngineFixture(engine: o => o.MaxRowsPerCommit = 1);
        engine.Source.Pages.AddRange([["1=a"], ["2=b"]]);
        var secondIsRead = new TaskCompletionSource();
        engine.Source.BeforePage = (page, _) =>
        {
            if (page == 1)
            {
                secondIsRead.SetResult();
            }

            return Task.CompletedTask;
        };

        // The first write ends only when the second fetch has begun: without overlap this run would hang.
        engine.Store.OnWrite = _ => secondIsRead.Task;
        await engine.RunAsync();

        Assert.Equal(2, engine.Store.Batches.Count);
    }

    [Fact]
    public async Task What_was_read_before_a_failure_is_stored()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.AddRange([["1=a"], ["2=b"], ["3=c"]]);
        engine.Source.Faults[2] = new IntegrationUnavailableException("gone");

        await engine.RunAsync();

        Assert.Equal(["1", "2"], engine.Store.Mirror.Keys.Order());
        Assert.Equal(ScriptedSource.CursorAt(2), engine.Store.Cursor);
        Assert.Equal("unavailable", Assert.Single(engine.Store.Failed).Code);
    }

    [Fact]
    public async Task A_read_under_way_continues_from_its_cursor_without_beginning_anew()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.AddRange([["1=a"], ["2=b"]]);

        await engine.RunAsync(engine.Claim(SyncJobType.Sync, EngineFixture.NeverRead with { ModeUnderWay = SyncMode.Full, Cursor = ScriptedSource.CursorAt(1) }));

        Assert.Empty(engine.Store.Begun);
        Assert.Equal(1, engine.Source.PagesRead);
    }

    [Fact]
    public async Task A_promotion_under_way_continues_without_a_request()
    {
        await using var engine = new EngineFixture(new ScriptedSource(staged: true));
        engine.Store.Staged.Add(new MappedRecord { Id = new VendorId("7"), Row = new TestRow("7", "x") });

        await engine.RunAsync(engine.Claim(SyncJobType.Onboarding, EngineFixture.NeverRead with { ModeUnderWay = SyncMode.Full, Phase = RunPhase.Promote }));

        Assert.Empty(engine.Source.Requests);
        Assert.Equal(["7"], engine.Store.Mirror.Keys);
        Assert.Single(engine.Store.Completed);
    }

    [Fact]
    public async Task I2_a_run_with_a_stale_fence_stops_and_stores_nothing()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);

        await engine.RunAsync(engine.Claim(fence: 0));

        Assert.Empty(engine.Store.Mirror);
        Assert.Empty(engine.Store.Completed);
        Assert.Empty(engine.Store.Failed);
    }

    [Fact]
    public async Task I2_a_run_that_lost_its_lease_writes_no_failure()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);

        await engine.RunAsync(isLeaseLost: true);

        Assert.Empty(engine.Store.Failed);
    }

    [Fact]
    public async Task I8_a_transient_failure_is_a_stored_schedule_that_doubles_up_to_a_cap()
    {
        await using var engine = new EngineFixture(engine: o => (o.RetryDelay, o.MaxRetryDelay, o.MaxAttempts) = (TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(60), 10));
        engine.Source.Pages.Add(["1=a"]);
        List<double> waits = [];
        for (int attempt = 1; attempt <= 6; attempt++)
        {
            engine.Source.Faults[0] = new IntegrationUnavailableException("gone");
            await engine.RunAsync(engine.Claim(attempt: attempt));
            waits.Add((engine.Store.Failed[^1].RetryAt!.Value - engine.Time.GetUtcNow()).TotalSeconds);
        }

        Assert.All(waits.Zip([4, 8, 16, 32, 60, 60]), static w => Assert.InRange(w.First, w.Second * 0.75, w.Second));
    }

    [Fact]
    public async Task I8_a_step_that_is_given_up_leaves_its_stream_scheduled()
    {
        await using var engine = new EngineFixture(engine: o => o.MaxAttempts = 3);
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.Faults[0] = new IntegrationUnavailableException("gone");

        await engine.RunAsync(engine.Claim(attempt: 3));

        RunFailure failure = Assert.Single(engine.Store.Failed);
        Assert.Null(failure.RetryAt);
        Assert.Equal(engine.Time.GetUtcNow() + TimeSpan.FromHours(1), failure.NextRunAt);
    }

    [Fact]
    public async Task I8_a_stopping_host_hands_its_step_back_at_once_and_uncounted()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);

        await engine.RunAsync(isStopping: true);

        RunFailure failure = Assert.Single(engine.Store.Failed);
        Assert.True(failure.IsWait);
        Assert.Equal(engine.Time.GetUtcNow(), failure.RetryAt);
        Assert.Equal("IDLE", failure.StreamStatus);
    }

    [Fact]
    public async Task I9_an_empty_answer_is_no_work_and_not_success()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add([]);

        await engine.RunAsync();

        Assert.Equal(SyncOutcome.NoWork, Assert.Single(engine.Store.Completed).Outcome);
    }

    [Fact]
    public async Task I9_rejects_make_a_run_partial()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a", "!2"]);

        await engine.RunAsync();

        Assert.Equal(SyncOutcome.Partial, Assert.Single(engine.Store.Completed).Outcome);
    }

    [Fact]
    public async Task I12_a_long_rate_limit_is_a_wait_and_no_failed_attempt()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.Faults[0] = new IntegrationRateLimitException("wait", new ErrorContext { RetryAfter = TimeSpan.FromMinutes(7) });

        await engine.RunAsync(engine.Claim(attempt: 99));

        RunFailure failure = Assert.Single(engine.Store.Failed);
        Assert.True(failure.IsWait);
        Assert.Equal(engine.Time.GetUtcNow() + TimeSpan.FromMinutes(7), failure.RetryAt);
        Assert.Equal("RATE_LIMITED", failure.StreamStatus);
    }

    [Fact]
    public async Task I15_a_refused_credential_stops_the_account_without_a_retry()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.Faults[0] = new IntegrationAuthenticationException("refused", new ErrorContext { CredentialVersion = 3 });

        await engine.RunAsync();

        RunFailure failure = Assert.Single(engine.Store.Failed);
        Assert.Equal((AccountStatus.ReauthRequired, 3), (failure.AccountStatus, failure.CredentialVersion));
        Assert.Null(failure.RetryAt);
        Assert.Equal("REAUTH_REQUIRED", failure.StreamStatus);
    }

    [Fact]
    public async Task I14_a_credential_that_cannot_be_decrypted_stops_the_account_without_a_retry()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.Faults[0] = new IntegrationCredentialException("unreadable", new ErrorContext { CredentialVersion = 1 });

        await engine.RunAsync();

        RunFailure failure = Assert.Single(engine.Store.Failed);
        Assert.Equal((AccountStatus.CredentialUnreadable, 1, "credential_unreadable"), (failure.AccountStatus, failure.CredentialVersion, failure.Code));
        Assert.Null(failure.RetryAt);
        Assert.Null(failure.NextRunAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task I15_a_forbidden_stream_locks_the_account_only_when_its_identity_is_forbidden_too(bool identityIsForbidden)
    {
        await using var engine = new EngineFixture(identity: new StubIdentity(identityIsForbidden));
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.Faults[0] = new IntegrationAuthorizationException("forbidden");

        await engine.RunAsync();

        RunFailure failure = Assert.Single(engine.Store.Failed);
        Assert.Equal(identityIsForbidden ? (AccountStatus.Locked, 1) : ((AccountStatus?)null, (int?)null), (failure.AccountStatus, failure.CredentialVersion));
        Assert.NotNull(failure.NextRunAt);
    }

    [Fact]
    public async Task A_database_that_is_away_leaves_the_step_to_the_lease()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);
        engine.Store.Fault = new IntegrationUnavailableException("no database");

        await engine.RunAsync();

        engine.Store.Fault = null;
        Assert.Empty(engine.Store.Failed);
        Assert.Empty(engine.Store.Mirror);
    }

    [Fact]
    public async Task A_bug_is_retried_with_a_message_that_names_account_and_stream_and_no_detail()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.Faults[0] = new InvalidOperationException("jane.doe@example.com");

        await engine.RunAsync();

        RunFailure failure = Assert.Single(engine.Store.Failed);
        Assert.Equal("internal", failure.Code);
        Assert.Contains("test.things of account test/1", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("jane.doe", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_ends_without_a_last_page_is_a_protocol_error()
    {
        await using var engine = new EngineFixture();

        await engine.RunAsync();

        Assert.Equal("protocol", Assert.Single(engine.Store.Failed).Code);
    }

    [Fact]
    public async Task I16_drift_is_counted_in_the_result_and_in_the_metric()
    {
        await using var engine = new EngineFixture();
        using MetricCollector<long> drift = engine.Collect(IntegrationTelemetry.Drift);
        engine.Source.Pages.Add(["1=?x", "2=?y", "3=z"]);

        await engine.RunAsync();

        Assert.Equal(2, Assert.Single(Assert.Single(engine.Store.Completed).Drift).Value);
        Assert.Equal(2, drift.GetMeasurementSnapshot().Sum(static m => m.Value));
    }

    [Fact]
    public async Task Metrics_name_the_stream_and_the_outcome_and_never_the_account()
    {
        await using var engine = new EngineFixture();
        using MetricCollector<long> records = engine.Collect(IntegrationTelemetry.Records);
        engine.Source.Pages.Add(["1=a", "!2"]);

        await engine.RunAsync();

        var byOutcome = records.GetMeasurementSnapshot().ToDictionary(static m => (string)m.Tags["outcome"]!, static m => m.Value);
        Assert.Equal(1, byOutcome["inserted"]);
        Assert.Equal(1, byOutcome["rejected"]);
        Assert.All(records.GetMeasurementSnapshot(), static m => Assert.DoesNotContain(m.Tags, static t => string.Equals(t.Value?.ToString(), "test/1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Created_today_reads_from_local_midnight_and_moves_no_cursor()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);
        SyncClaim claim = engine.Claim(SyncJobType.CreatedToday);

        await engine.RunAsync(claim with { Account = claim.Account with { TimeZone = "America/New_York" } });

        SyncRequest request = Assert.Single(engine.Source.Requests);
        Assert.Equal(SyncMode.CreatedSince, request.Mode);
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 4, 0, 0, TimeSpan.Zero), request.Since);
        Assert.Null(engine.Store.Cursor);
    }

    [Fact]
    public async Task Updated_today_reaches_back_to_the_last_success_when_that_is_older_than_midnight()
    {
        await using var engine = new EngineFixture();
        engine.Source.Pages.Add(["1=a"]);
        DateTimeOffset last = engine.Time.GetUtcNow() - TimeSpan.FromDays(3);

        await engine.RunAsync(engine.Claim(SyncJobType.UpdatedToday, engine.ReadBefore with { LastSyncAt = last }));

        SyncRequest request = Assert.Single(engine.Source.Requests);
        Assert.Equal(SyncMode.Delta, request.Mode);
        Assert.True(request.Since < last);
    }

    private sealed class StubIdentity(bool isForbidden) : IVendorIdentityReader
    {
        public string Vendor => "test";

        public Task<VendorIdentity> ReadAsync(VendorCredential credential, CancellationToken cancellationToken = default) => isForbidden
            ? throw new IntegrationAuthorizationException("locked")
            : Task.FromResult(new VendorIdentity { AccountId = "1", UserId = "1" });
    }
}
