namespace Integrations.Persistence.Postgres.Tests;

public sealed class ReadClockTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I4_reads_are_put_in_order_by_the_clock_of_the_server()
    {
        await using StoreWorld world = await database.WorldAsync();
        PostgresReadClock clock = new(world.Service<PostgresDatabase>(), TimeProvider.System);
        DateTimeOffset last = await ServerTimeAsync();
        for (int i = 0; i < 5; i++)
        {
            DateTimeOffset now = await clock.GetTimeAsync(Token);
            DateTimeOffset server = await ServerTimeAsync();

            Assert.InRange(now, last, server);
            last = now;
        }
    }

    [Fact]
    public async Task A_clock_that_the_host_has_replaced_is_the_hosts_will()
    {
        await using StoreWorld world = await database.WorldAsync();

        Assert.Equal(world.Time.GetUtcNow(), await new PostgresReadClock(world.Service<PostgresDatabase>(), world.Time).GetTimeAsync(Token));
    }

    private async Task<DateTimeOffset> ServerTimeAsync() => new(await database.ScalarAsync<DateTime>("select clock_timestamp()"));
}
