using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.EndToEnd;

public sealed class TakeoverTests
{
    [Fact]
    public async Task I8_a_run_whose_worker_died_is_taken_over_and_continues()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        ISyncStateStore states = stage.Services.GetRequiredService<ISyncStateStore>();

        // Workers that claim and fall silent: their streams are free when the lease ends, and not before.
        IReadOnlyList<SyncClaim> dead = await states.ClaimAsync(new ClaimRequest("dead", 4, TimeSpan.FromMinutes(1), 4), TestContext.Current.CancellationToken);
        Assert.NotEmpty(dead);
        await stage.DrainAsync();
        Assert.Equal(dead.Count, await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status = 'IN_PROGRESS'"));
        stage.Time.Advance(TimeSpan.FromMinutes(2));
        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account);
        await Assert.ThrowsAsync<IntegrationLeaseLostException>(() => states.FailAsync(dead[0].Lease, new RunFailure { Code = "late", Message = "late" }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task I2_two_workers_on_one_account_share_the_work_and_double_nothing()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        ServiceProvider other = stage.AddHost();
        int[] runs = [0, 0];
        while (await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status in ('PENDING','IN_PROGRESS')") > 0)
        {
            int[] round = await Task.WhenAll(stage.DrainAsync(owner: "one"), stage.DrainAsync(other, owner: "two"));
            runs = [runs[0] + round[0], runs[1] + round[1]];
        }

        await stage.AssertMirrorIsVendorAsync(account);
        await stage.AssertBalancedAsync();
        Assert.Equal(FubStreams.All.Count, runs.Sum());
        Assert.Equal(FubStreams.All.Count, await stage.ScalarAsync<long>("select count(*) from integrations.sync_runs"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(27)]
    public async Task I1_a_read_that_is_cut_off_anywhere_continues_from_what_is_stored(int every)
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        SyncRunner runner = stage.Services.GetRequiredService<SyncRunner>();
        ISyncStateStore states = stage.Services.GetRequiredService<ISyncStateStore>();

        // Every n-th request stops the host: runs end wherever they are, between any two statements.
        for (int i = 0; i < 60; i++)
        {
            using var stop = new CancellationTokenSource();
            int left = every;
            stage.Vendor.Requests.OnRequest = _ =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    stop.Cancel();
                }
            };
            IReadOnlyList<SyncClaim> claims = await states.ClaimAsync(new ClaimRequest("test", 2, TimeSpan.FromMinutes(1), 4), TestContext.Current.CancellationToken);
            await Task.WhenAll(claims.Select(c => runner.RunAsync(c, default, stop.Token)));
        }

        stage.Vendor.Requests.OnRequest = null;
        await stage.SettleAsync();
        await stage.AssertMirrorIsVendorAsync(account);
        await stage.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_database_that_goes_away_in_mid_run_and_returns_loses_nothing()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        int requests = 0;
        stage.Vendor.Requests.OnRequest = _ =>
        {
            if (Interlocked.Increment(ref requests) is 12 or 25 or 60)
            {
                using NpgsqlConnection killer = new(stage.Data.ConnectionString + ";Pooling=false");
                killer.Open();
                using NpgsqlCommand kill = new("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", killer);
                kill.ExecuteNonQuery();
            }
        };

        await stage.SettleAsync();

        Assert.True(requests > 60);
        await stage.AssertMirrorIsVendorAsync(account);
        await stage.AssertBalancedAsync();
    }
}
