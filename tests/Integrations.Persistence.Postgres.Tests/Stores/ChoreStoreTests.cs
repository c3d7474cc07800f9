using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class ChoreStoreTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chore_is_due_at_once_then_by_its_stored_time_and_a_missed_run_happens_at_once()
    {
        await using StoreWorld world = await WorldAsync();
        ChoreClaim first = Assert.Single((await ClaimAsync(world, hours: 2)).Claims);
        await world.Chores.CompleteAsync(first, first.StartedAt.AddHours(2), problem: null, Token);

        ChoreLook early = await ClaimAsync(world, hours: 2);
        world.Time.Advance(TimeSpan.FromDays(3));
        ChoreLook late = await ClaimAsync(world, hours: 2);

        Assert.Empty(early.Claims);
        Assert.Equal(first.StartedAt.AddHours(2), early.NextAt);
        Assert.Equal(first.Fence + 1, Assert.Single(late.Claims).Fence);
    }

    [Fact]
    public async Task I8_at_most_one_process_does_a_chore_and_a_silent_one_loses_it()
    {
        await using StoreWorld world = await WorldAsync();
        ChoreLook[] at_once = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ClaimAsync(world, hours: 2, owner: $"host/{i}")));
        ChoreClaim first = Assert.Single(at_once.SelectMany(static l => l.Claims));
        Assert.All(at_once.Where(static l => l.Claims.Count == 0), l => Assert.True(l.NextAt is null || l.NextAt == world.Time.GetUtcNow() + _lease));

        world.Time.Advance(_lease);
        ChoreClaim second = Assert.Single((await ClaimAsync(world, hours: 2, owner: "other")).Claims);
        await world.Chores.CompleteAsync(first, first.StartedAt.AddHours(2), problem: null, Token);

        Assert.Equal("other", Assert.Single(await world.Chores.ListAsync(Token)).Owner);
        Assert.Empty(await world.Chores.RenewAsync([first], _lease, Token));
        Assert.Equal("tidy", Assert.Single(await world.Chores.RenewAsync([second], _lease, Token)));
    }

    [Fact]
    public async Task A_failure_is_stored_with_its_reason_and_its_next_attempt()
    {
        await using StoreWorld world = await WorldAsync();
        ChoreClaim claim = Assert.Single((await ClaimAsync(world, hours: 2)).Claims);
        await world.Chores.CompleteAsync(claim, claim.StartedAt.AddMinutes(1), "The vendor is away.\0", Token);

        ChoreStatus status = Assert.Single(await world.Chores.ListAsync(Token));
        Assert.Equal((1, "The vendor is away.\uFFFD", claim.StartedAt.AddMinutes(1), null, null), (status.Failures, status.LastError, status.NextRunAt, status.LastSuccessAt, status.Owner));

        world.Time.Advance(TimeSpan.FromMinutes(1));
        ChoreClaim again = Assert.Single((await ClaimAsync(world, hours: 2)).Claims);
        Assert.Equal(1, again.Failures);
        await world.Chores.CompleteAsync(again, again.StartedAt.AddHours(2), problem: null, Token);
        status = Assert.Single(await world.Chores.ListAsync(Token));
        Assert.Equal((0, null, world.Time.GetUtcNow()), (status.Failures, status.LastError, status.LastSuccessAt));
    }

    [Fact]
    public async Task A_chore_that_is_given_back_is_due_at_once()
    {
        await using StoreWorld world = await WorldAsync();
        await world.Chores.ReleaseAsync(Assert.Single((await ClaimAsync(world, hours: 2)).Claims), Token);

        Assert.Single((await ClaimAsync(world, hours: 2)).Claims);
    }

    [Fact]
    public async Task A_shorter_interval_takes_effect_at_once()
    {
        await using StoreWorld world = await WorldAsync();
        ChoreClaim first = Assert.Single((await ClaimAsync(world, hours: 24)).Claims);
        await world.Chores.CompleteAsync(first, first.StartedAt.AddHours(24), problem: null, Token);
        world.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(first.StartedAt.AddHours(3), (await ClaimAsync(world, hours: 3)).NextAt);
        Assert.Single((await ClaimAsync(world, hours: 1)).Claims);
        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(await world.Chores.ListAsync(Token)).Interval);
    }

    private async Task<StoreWorld> WorldAsync()
    {
        await database.ExecuteAsync("truncate integrations.chores");
        return await database.WorldAsync();
    }

    private static Task<ChoreLook> ClaimAsync(StoreWorld world, int hours, string owner = "host/1") =>
        world.Chores.ClaimAsync(new Dictionary<string, TimeSpan> { ["tidy"] = TimeSpan.FromHours(hours) }, owner, _lease, Token);
}
