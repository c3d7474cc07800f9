using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;

namespace Integrations.Engine.Tests;

public sealed class StatusTests
{
    private static readonly TimeSpan s_threshold = TimeSpan.FromMinutes(15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I10_a_stream_whose_worker_is_dead_turns_late_though_nothing_happens()
    {
        await using var engine = new EngineFixture();
        DateTimeOffset start = engine.Time.GetUtcNow();
        engine.Status.Accounts.Add(Account(new StreamFacts
        {
            Stream = ScriptedSource.Stream,
            Status = SyncStreamStatus.Running,
            CreatedAt = start - TimeSpan.FromDays(9),
            LastSuccessAt = start,
            LeaseUntil = start + TimeSpan.FromMinutes(1),
        }));
        Assert.Empty(await AlarmsAsync(engine));

        // Nobody does anything: no run, no failure, no event. Time alone goes on.
        engine.Time.Advance(s_threshold);
        Assert.Empty(await AlarmsAsync(engine));
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        HealthAlarm alarm = Assert.Single(await AlarmsAsync(engine));

        Assert.Equal(("stream_late", AlarmSeverity.Warning, ScriptedSource.Stream, start), (alarm.Code, alarm.Severity, alarm.Stream, alarm.Since));
        Assert.Contains("worker fell silent", alarm.Why, StringComparison.Ordinal);
        Assert.Contains("Start a worker", alarm.Remedy, StringComparison.Ordinal);
        engine.Time.Advance(4 * s_threshold);
        Assert.Equal(AlarmSeverity.Critical, Assert.Single(await AlarmsAsync(engine)).Severity);
    }

    [Fact]
    public async Task I10_an_account_that_was_never_read_is_late_after_its_threshold_and_not_before()
    {
        await using var engine = new EngineFixture();
        engine.Status.Accounts.Add(Account(new StreamFacts { Stream = ScriptedSource.Stream, Status = SyncStreamStatus.Idle, CreatedAt = engine.Time.GetUtcNow(), Steps = new Backlog(1, engine.Time.GetUtcNow()) }));
        Assert.Empty(await AlarmsAsync(engine));

        engine.Time.Advance(s_threshold + TimeSpan.FromMinutes(1));
        HealthAlarm alarm = Assert.Single(await AlarmsAsync(engine));

        Assert.Equal("stream_late", alarm.Code);
        Assert.Contains("was never read, for 16 min now", alarm.What, StringComparison.Ordinal);
        Assert.Contains("no worker has taken it", alarm.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I10_a_stream_whose_options_are_not_set_is_never_late_and_says_which()
    {
        await using var engine = new EngineFixture();
        engine.Source.NotConfigured = "Set TestOptions.Path.";
        engine.Status.Accounts.Add(Account(new StreamFacts { Stream = ScriptedSource.Stream, Status = SyncStreamStatus.Idle, CreatedAt = engine.Time.GetUtcNow() }));
        engine.Time.Advance(9 * s_threshold);

        AccountHealth health = Assert.Single((await engine.Services.GetRequiredService<IIntegrationStatus>().ReadAsync(cancellationToken: Token)).Accounts);

        StreamHealth stream = Assert.Single(health.Streams);
        Assert.Equal((false, "Set TestOptions.Path."), (stream.IsLate, stream.NotConfigured));
        Assert.Empty(health.Alarms);
        Assert.DoesNotContain(ScriptedSource.Stream, engine.Status.Asked!.Thresholds.Keys);
    }

    [Fact]
    public async Task I10_a_clock_that_is_ahead_does_not_hide_who_is_late()
    {
        await using var engine = new EngineFixture();
        DateTimeOffset now = engine.Time.GetUtcNow();
        engine.Status.Accounts.Add(Account(Idle(now) with { LastSuccessAt = now + TimeSpan.FromMinutes(10) }));

        AccountHealth health = Assert.Single((await engine.Services.GetRequiredService<IIntegrationStatus>().ReadAsync(cancellationToken: Token)).Accounts);

        Assert.Equal(TimeSpan.Zero, Assert.Single(health.Streams).Age);
        Assert.Equal("clock_skew", Assert.Single(health.Alarms).Code);
        Assert.Empty((await WithAsync(engine, Idle(now) with { LastSuccessAt = now + TimeSpan.FromSeconds(30) })).Alarms);
    }

    public static TheoryData<string, string> Reasons => new()
    {
        { "never planned", "nobody has planned it" },
        { "open step", "no worker has taken it" },
        { "failed", "The vendor answered 503." },
        { "rate limited", "asked to wait" },
        { "unscheduled", "not scheduled" },
        { "running", "has not finished" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task I10_a_late_stream_says_why_since_when_and_what_to_do(string what, string why)
    {
        await using var engine = new EngineFixture();
        DateTimeOffset now = engine.Time.GetUtcNow();
        StreamFacts late = Idle(now) with { LastSuccessAt = now - TimeSpan.FromHours(2), NextRunAt = now - TimeSpan.FromHours(1) };
        StreamFacts facts = what switch
        {
            "open step" => late with { Steps = new Backlog(1, now) },
            "failed" => late with { Status = SyncStreamStatus.Failed, ErrorMessage = "The vendor answered 503." },
            "rate limited" => late with { Status = SyncStreamStatus.RateLimited },
            "unscheduled" => late with { NextRunAt = null },
            "running" => late with { Status = SyncStreamStatus.Running, LeaseUntil = now + TimeSpan.FromSeconds(30) },
            _ => late,
        };

        HealthAlarm alarm = Assert.Single((await WithAsync(engine, facts)).Alarms);

        Assert.Equal(("stream_late", late.LastSuccessAt), (alarm.Code, alarm.Since));
        Assert.Contains(why, alarm.Why, StringComparison.Ordinal);
        Assert.Equal("test.things of test/1 is 2 h old; it may be 15 min.", alarm.What);
        Assert.NotEmpty(alarm.Remedy);
    }

    [Fact]
    public async Task I10_an_alarm_that_a_chore_has_raised_is_told_with_the_account()
    {
        await using var engine = new EngineFixture();
        DateTimeOffset now = engine.Time.GetUtcNow();
        engine.Alerts.Open.Add(new IntegrationAlert
        {
            Rule = "webhooks-silent",
            Account = EngineFixture.Account.Ref,
            Stream = new StreamName("test", "things"),
            Since = now - TimeSpan.FromHours(3),
            What = "Three changes were read that no webhook announced.",
            Remedy = "Look at the registered webhooks.",
        });
        engine.Alerts.Open.Add(engine.Alerts.Open[0] with { Account = new AccountRef("test", new RowId(2)) });

        HealthAlarm alarm = Assert.Single((await WithAsync(engine, Idle(now) with { LastSuccessAt = now })).Alarms);

        Assert.Equal(("webhooks_silent", now - TimeSpan.FromHours(3), "Look at the registered webhooks."), (alarm.Code, alarm.Since, alarm.Remedy));
        Assert.Equal("Three changes were read that no webhook announced.", alarm.Why);
    }

    [Theory]
    [InlineData(AccountStatus.ReauthRequired, "account_reauth")]
    [InlineData(AccountStatus.Locked, "account_locked")]
    [InlineData(AccountStatus.CredentialUnreadable, "credential_unreadable")]
    [InlineData(AccountStatus.Erasing, "account_erasing")]
    [InlineData(AccountStatus.Disabled, null)]
    public async Task I10_a_stopped_account_is_one_alarm_and_not_one_for_each_stream(AccountStatus status, string? code)
    {
        await using var engine = new EngineFixture();
        DateTimeOffset now = engine.Time.GetUtcNow();
        engine.Status.Accounts.Add(Account(Idle(now) with { LastSuccessAt = now - TimeSpan.FromDays(3) }) with { Status = status, StatusReason = "because", ChangedAt = now - TimeSpan.FromDays(2) });

        Assert.Equal(code is null ? [] : [(code, "because", now - TimeSpan.FromDays(2))], (await AlarmsAsync(engine)).Select(static a => (a.Code, a.Why, a.Since!.Value)));
    }

    [Fact]
    public async Task What_is_held_rejected_waiting_or_failing_is_an_alarm_each()
    {
        await using var engine = new EngineFixture();
        DateTimeOffset now = engine.Time.GetUtcNow();
        Backlog old = new(3, now - TimeSpan.FromMinutes(16));
        engine.Status.Accounts.Add(Account(Idle(now) with { LastSuccessAt = now, HeldSweepReason = "Too many.", Rejects = old, Inbox = old, ConsecutiveFailures = 3, ErrorMessage = "Refused." }) with { Queue = old });

        IReadOnlyList<HealthAlarm> alarms = await AlarmsAsync(engine);

        Assert.Equal(["queue_waits", "records_rejected", "stream_failing", "sweep_held", "webhooks_wait"], alarms.Select(static a => a.Code).Order(StringComparer.Ordinal));
        Assert.All(alarms, static a => Assert.True(a.What.Length > 10 && a.Why.Length > 5 && a.Remedy.Length > 10));
        Assert.Empty((await WithAsync(engine, Idle(now) with { LastSuccessAt = now, Inbox = new Backlog(9, now), ConsecutiveFailures = 2, Status = SyncStreamStatus.Failed })).Alarms);
    }

    [Fact]
    public async Task A_paused_stream_and_one_that_no_source_reads_are_not_late()
    {
        await using var engine = new EngineFixture();
        DateTimeOffset old = engine.Time.GetUtcNow() - TimeSpan.FromDays(3);
        engine.Status.Accounts.Add(Account(Idle(old) with { Status = SyncStreamStatus.Paused }, Idle(old) with { Stream = new StreamName("test", "elsewhere") }));

        Assert.Empty(await AlarmsAsync(engine));
    }

    [Fact]
    public async Task Accounts_come_in_pages()
    {
        await using var engine = new EngineFixture();
        for (int i = 1; i <= 5; i++)
        {
            engine.Status.Accounts.Add(new AccountFacts { Account = new AccountRef("test", new RowId(i)), Status = AccountStatus.Active, HasCredential = true });
        }

        IIntegrationStatus status = engine.Services.GetRequiredService<IIntegrationStatus>();
        List<long> seen = [];
        StatusRequest? request = new() { Limit = 2 };
        while (request is not null)
        {
            StatusPage page = await status.ReadAsync(request, Token);
            seen.AddRange(page.Accounts.Select(static a => a.Facts.Account.Id.Value));
            request = page.Next is { } next ? request with { After = next } : null;
        }

        Assert.Equal([1, 2, 3, 4, 5], seen);
        Assert.Equal(s_threshold, engine.Status.Asked!.Thresholds[ScriptedSource.Stream]);
        Assert.Equal(3, (await status.FindAsync(new AccountRef("test", new RowId(3)), Token))!.Facts.Account.Id.Value);
        Assert.Null(await status.FindAsync(new AccountRef("test", new RowId(9)), Token));
    }

    [Fact]
    public async Task Gauges_ask_once_for_all_instruments_and_scrapes_and_carry_no_account()
    {
        await using var engine = new EngineFixture();
        engine.Status.Totals = new StatusTotals(
            [new VendorTotals { Vendor = "test", Queue = new Backlog(7, null), Accounts = new Dictionary<AccountStatus, long> { [AccountStatus.ReauthRequired] = 2 } }],
            [new StreamTotals { Stream = ScriptedSource.Stream, Accounts = 9, Late = 4, Held = 1, Rejects = new Backlog(5, null), Inbox = new Backlog(6, null), OldestSuccessAt = engine.Time.GetUtcNow() - TimeSpan.FromHours(1) }]);
        foreach (IHostedService service in engine.Services.GetServices<IHostedService>().Where(static s => s is StatusGauges))
        {
            await service.StartAsync(Token);
        }

        var meters = engine.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        using MetricCollector<double> late = new(meters, IntegrationTelemetry.EngineName, IntegrationTelemetry.StatusLate, engine.Time);
        using MetricCollector<double> lag = new(meters, IntegrationTelemetry.EngineName, IntegrationTelemetry.StatusLag, engine.Time);
        using MetricCollector<long> backlog = new(meters, IntegrationTelemetry.EngineName, IntegrationTelemetry.StatusBacklog, engine.Time);
        using MetricCollector<long> accounts = new(meters, IntegrationTelemetry.EngineName, IntegrationTelemetry.StatusAccounts, engine.Time);

        // The first scrape finds nothing and begins the look.
        late.RecordObservableInstruments();
        Assert.Empty(late.GetMeasurementSnapshot());
        await engine.Services.GetRequiredService<IIntegrationStatus>().SummarizeAsync(Token);
        for (int i = 0; i < 20; i++)
        {
            late.RecordObservableInstruments();
            lag.RecordObservableInstruments();
            backlog.RecordObservableInstruments();
            accounts.RecordObservableInstruments();
        }

        Assert.Equal(1, engine.Status.Sums);
        Assert.Equal(4, late.LastMeasurement!.Value);
        Assert.Equal(3600, lag.LastMeasurement!.Value);
        Assert.Equal(2, accounts.LastMeasurement!.Value);
        Assert.Equal([0, 6, 7], backlog.GetMeasurementSnapshot().TakeLast(3).Select(static m => m.Value));
        Assert.All(
            late.GetMeasurementSnapshot().SelectMany(static m => m.Tags).Concat(backlog.GetMeasurementSnapshot().SelectMany(static m => m.Tags)),
            static t => Assert.Contains(t.Key, new[] { IntegrationTelemetry.SourceTag, IntegrationTelemetry.StreamTag, "kind" }));
    }

    [Fact]
    public async Task A_database_that_is_away_leaves_the_gauges_their_last_values_and_is_logged()
    {
        await using var engine = new EngineFixture();
        IIntegrationStatus status = engine.Services.GetRequiredService<IIntegrationStatus>();
        engine.Status.Totals = new StatusTotals([], [new StreamTotals { Stream = ScriptedSource.Stream, Accounts = 1, Late = 1 }]);
        StatusSummary first = await status.SummarizeAsync(Token);
        engine.Status.Fault = new IntegrationUnavailableException("away");

        Assert.Same(first, await status.SummarizeAsync(Token));
        engine.Time.Advance(TimeSpan.FromSeconds(16));
        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => status.SummarizeAsync(Token));

        var gauges = (StatusGauges)engine.Services.GetServices<IHostedService>().Single(static s => s is StatusGauges);
        await gauges.StartAsync(Token);
        using MetricCollector<double> late = new(engine.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), IntegrationTelemetry.EngineName, IntegrationTelemetry.StatusLate, engine.Time);
        late.RecordObservableInstruments();
        await gauges.StopAsync(Token);

        Assert.Equal(1, late.LastMeasurement!.Value);
        Assert.Contains(engine.Logs.Collector.GetSnapshot(), static r => r.Id.Id == 1080);
    }

    private static StreamFacts Idle(DateTimeOffset since) => new() { Stream = ScriptedSource.Stream, Status = SyncStreamStatus.Idle, CreatedAt = since };

    private static AccountFacts Account(params StreamFacts[] streams) => new() { Account = EngineFixture.Account.Ref, Status = AccountStatus.Active, HasCredential = true, Streams = streams };

    private static async Task<AccountHealth> WithAsync(EngineFixture engine, StreamFacts facts)
    {
        engine.Status.Accounts.Clear();
        engine.Status.Accounts.Add(Account(facts));
        return Assert.Single((await engine.Services.GetRequiredService<IIntegrationStatus>().ReadAsync(cancellationToken: Token)).Accounts);
    }

    private static async Task<IReadOnlyList<HealthAlarm>> AlarmsAsync(EngineFixture engine) =>
        [.. (await engine.Services.GetRequiredService<IIntegrationStatus>().ReadAsync(cancellationToken: Token)).Accounts.SelectMany(static a => a.Alarms)];
}
