using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrations.EndToEnd;

/// <summary>Hosts whose clocks differ.</summary>
public sealed class ClockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("deals")]
    [InlineData("users")]
    public async Task I4_what_was_read_last_stays_whichever_host_has_read_it(string entity)
    {
        await using FubStage stage = await FubStage.OpenAsync();
        ServiceProvider ahead = stage.AddHost(s => Shift(s, stage, TimeSpan.FromSeconds(30)));
        ServiceProvider behind = stage.AddHost(s => Shift(s, stage, TimeSpan.FromSeconds(-30)));
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendor = stage.Vendor.Accounts[0].Id;
        long record = stage.Vendor.Ids(vendor, entity)[0];

        // Neither list has change stamps that could tell which content is newer.
        foreach ((ServiceProvider host, string name) in ((ServiceProvider, string)[])[(ahead, "First"), (behind, "Second"), (ahead, "Third")])
        {
            stage.Vendor.Edit(vendor, entity, record, new JsonObject { ["name"] = name }, touchUpdated: false);
            SyncJobId job = await stage.Jobs.RequestAsync(account.Ref, SyncJobType.All, [entity], Token);
            stage.Time.Advance(TimeSpan.FromSeconds(40));
            await stage.DrainAsync(host);

            Assert.True((await stage.Jobs.FindAsync(job, Token))!.IsSettled);
            Assert.Equal(name, await stage.TextAsync($"select raw ->> 'name' from integrations.fub_{entity} where raw ->> 'id' = '{record}'"));
            await stage.AssertMirrorIsVendorAsync(account, entity);
        }
    }

    /// <summary>A host whose own clock is wrong. What all hosts share is the clock of their database; its part is played by the stage's.</summary>
    private static void Shift(IServiceCollection services, Stage stage, TimeSpan by)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new WrongTime(stage.Time, by)));
        services.Replace(ServiceDescriptor.Singleton<IReadClock>(new SharedTime(stage.Time)));
    }

    private sealed class WrongTime(TimeProvider right, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + by;
    }

    private sealed class SharedTime(TimeProvider time) : IReadClock
    {
        public ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default) => new(time.GetUtcNow());
    }
}
