using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class SessionPlanTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>, IAsyncLifetime
{
    private const int Many = 200;
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SessionPlans _plans = new();
    private NpgsqlConnection _session = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _session = await database.DataSource.OpenConnectionAsync(Token);
        foreach (string sql in (string[])
        [
            "create temporary table grown (id bigint primary key, filler text)", "insert into grown values (0, '')", "analyze grown", "set plan_cache_mode = force_generic_plan",
            "prepare look(bigint) as select filler from grown where id = $1",
        ])
        {
            await _session.ExecuteAsync(sql, [], Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _session.ExecuteAsync("discard all", [], CancellationToken.None);
        await _session.DisposeAsync();
    }

    [Fact]
    public async Task A_session_keeps_its_plans_while_no_table_has_doubled()
    {
        await WriteAsync("a", 10 * Many);
        await OutgrowAsync();

        await WriteAsync("a", 5 * Many);

        Assert.Equal("Seq Scan", await PlanAsync());
    }

    [Fact]
    public async Task A_session_makes_its_plans_anew_at_its_first_large_write()
    {
        await OutgrowAsync();
        await WriteAsync("a", Many - 1);
        Assert.Equal("Seq Scan", await PlanAsync());

        await WriteAsync("a", Many);

        Assert.Equal("Index Scan", await PlanAsync());
    }

    [Fact]
    public async Task A_session_makes_its_plans_anew_when_any_table_has_doubled()
    {
        await WriteAsync("a", 10 * Many);
        await WriteAsync("b", Many);
        await OutgrowAsync();
        await WriteAsync("a", 2 * Many);
        Assert.Equal("Seq Scan", await PlanAsync());

        await WriteAsync("b", Many);

        Assert.Equal("Index Scan", await PlanAsync());
    }

    [Fact]
    public async Task A_session_makes_its_plans_anew_when_another_has_doubled_a_table()
    {
        await WriteAsync("a", Many);
        await OutgrowAsync();
        await using (NpgsqlConnection other = await database.DataSource.OpenConnectionAsync(Token))
        {
            await _plans.BeforeWriteAsync(other, "a", Many, s_now, Token);
        }

        await _plans.RenewAsync(_session, s_now, Token);

        Assert.Equal("Index Scan", await PlanAsync());
    }

    [Fact]
    public async Task A_session_makes_its_plans_anew_after_a_minute_in_which_other_processes_may_have_written()
    {
        await WriteAsync("a", 10 * Many);
        await OutgrowAsync();
        await _plans.RenewAsync(_session, s_now.AddSeconds(59), Token);
        Assert.Equal("Seq Scan", await PlanAsync());

        await _plans.RenewAsync(_session, s_now.AddSeconds(60), Token);

        Assert.Equal("Index Scan", await PlanAsync());
    }

    private Task WriteAsync(string table, int rows) => _plans.BeforeWriteAsync(_session, table, rows, s_now, Token);

    /// <summary>Lets the session plan for a table of one row, which is then filled behind its back: a temporary table is analyzed by nobody.</summary>
    private async Task OutgrowAsync()
    {
        Assert.Equal("Seq Scan", await PlanAsync());
        await _session.ExecuteAsync("insert into grown select n, repeat('x', 500) from generate_series(1, 5000) n", [], Token);
        Assert.Equal("Seq Scan", await PlanAsync());
    }

    private async Task<string> PlanAsync()
    {
        await using NpgsqlCommand explain = _session.Command("explain execute look(1)");
        string line = (string)(await explain.ExecuteScalarAsync(Token))!;
        return line[..line.IndexOf(" Scan", StringComparison.Ordinal)] + " Scan";
    }
}
