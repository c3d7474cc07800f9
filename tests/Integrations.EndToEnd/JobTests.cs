using Integrations.Abstractions;
using Integrations.Fub;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

public sealed class JobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(40)]
    public async Task An_onboarding_taken_back_in_the_middle_is_finished_by_the_schedule(int request)
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        SyncJobStatus onboarding = Assert.Single(await stage.Jobs.ListAsync(account.Ref, 20, Token));
        await CancelAtAsync(stage, onboarding.Id, request, () => stage.DrainAsync());

        SyncJobStatus taken = (await stage.Jobs.FindAsync(onboarding.Id, Token))!;
        Assert.Contains(taken.Steps, static s => s.Outcome == SyncOutcome.Cancelled);
        Assert.True(taken.IsSettled);
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_state where lease_owner is not null or status = 'SYNCING'"));

        stage.Time.Advance(TimeSpan.FromHours(2));
        await stage.Services.GetRequiredService<ISyncStateStore>().PlanDueAsync(Token);
        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account);
        Assert.Equal(FubStreams.All.Count, await stage.ScalarAsync<long>("select count(*) from integrations.sync_state where last_full_sync_at is not null"));
    }

    [Fact]
    public async Task A_reconciliation_taken_back_in_the_middle_deletes_nothing_and_the_next_delta_is_one()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long live = await stage.ScalarAsync<long>("select count(*) from integrations.fub_people where deleted_at is null");
        SyncJobId job = await stage.Jobs.RequestAsync(account.Ref, SyncJobType.Reconcile, ["people"], Token);

        await CancelAtAsync(stage, job, 1, () => stage.DrainAsync());

        Assert.Equal(SyncOutcome.Cancelled, Assert.Single((await stage.Jobs.FindAsync(job, Token))!.Steps).Outcome);
        Assert.Equal(live, await stage.ScalarAsync<long>("select count(*) from integrations.fub_people where deleted_at is null"));
        Assert.Contains("CANCELLED", await stage.TextAsync("select string_agg(outcome, ',') from integrations.sync_runs where entity_type = 'people'"), StringComparison.Ordinal);
        long person = stage.Vendor.Create(stage.Vendor.Accounts[0].Id, "people");
        stage.Time.Advance(TimeSpan.FromMinutes(20));
        await stage.RunJobAsync(account, SyncJobType.All, "people");
        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.fub_people where people_id = {person}"));
        Assert.Equal("delta", await stage.TextAsync("select mode from integrations.sync_runs where entity_type = 'people' order by id desc limit 1"));
    }

    private static async Task CancelAtAsync(FubStage stage, SyncJobId job, int request, Func<Task> run)
    {
        int left = request;
        stage.Vendor.Requests.OnRequest = _ =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                stage.Jobs.CancelAsync(job, CancellationToken.None).GetAwaiter().GetResult();
            }
        };
        await run();
        stage.Vendor.Requests.OnRequest = null;
    }
}
