using System.Text;
using System.Threading.Channels;
using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>What is stored wakes those who listen: at once after a silence, and soon when it comes close behind another.</summary>
public sealed class WorkSignalTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stored_item_gives_a_signal_to_its_schema_alone()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await using Ear ear = await Ear.ListenAsync(world);
        await world.Database.ExecuteAsync("select pg_notify('integrations', 'another/alien')");

        await world.Queue.EnqueueAsync(Mail(account), Token);

        Assert.DoesNotContain("alien", await ear.UntilAsync("queue"));
    }

    [Fact]
    public async Task A_stored_webhook_wakes_the_workers_at_once()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await using Ear ear = await Ear.ListenAsync(world);

        await world.Service<IWebhookArrivalStore>().StoreAsync(
            new WebhookArrival { Account = account, ReceivedAt = world.Time.GetUtcNow(), Body = Encoding.UTF8.GetBytes("{\"n\":1}"), IsSigned = true }, Token);

        await ear.UntilAsync("webhooks");
    }

    [Fact]
    public async Task A_job_that_is_asked_for_wakes_the_workers_at_once()
    {
        await using StoreWorld world = await database.WorldAsync();
        await using Ear ear = await Ear.ListenAsync(world);
        AccountRef account = await world.OnboardedAsync();
        await ear.UntilAsync("steps");
        world.Time.Advance(TimeSpan.FromSeconds(1));

        await world.Jobs.RequestAsync(account, SyncJobType.All, cancellationToken: Token);

        await ear.UntilAsync("steps");
    }

    [Fact]
    public async Task What_is_stored_close_behind_a_signal_is_told_by_one_more_a_moment_later()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await using Ear ear = await Ear.ListenAsync(world);
        await world.Queue.EnqueueAsync(Mail(account), Token);
        await ear.UntilAsync("queue");

        for (int i = 0; i < 20; i++)
        {
            await world.Queue.EnqueueAsync(Mail(account), Token);
        }

        await ear.FlushAsync(world);
        Assert.DoesNotContain("queue", ear.Heard());
        world.Time.Advance(TimeSpan.FromMilliseconds(100));
        await ear.UntilAsync("queue");
        await ear.FlushAsync(world);
        Assert.DoesNotContain("queue", ear.Heard());
    }

    private static WorkRequest Mail(AccountRef account) => new() { Account = account, Kind = "t.mail" };

    /// <summary>Somebody who listens.</summary>
    private sealed class Ear : IAsyncDisposable
    {
        private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        private Task _listening = Task.CompletedTask;

        public static async Task<Ear> ListenAsync(StoreWorld world)
        {
            Ear ear = new();
            TaskCompletionSource started = new();
            ear._listening = world.Signals.ListenAsync(started.SetResult, topic => ear._heard.Writer.TryWrite(topic), ear._stop.Token);
            await started.Task.WaitAsync(Token);
            return ear;
        }

        /// <summary>What has been heard up to and with a topic.</summary>
        public async Task<List<string>> UntilAsync(string topic)
        {
            List<string> heard = [];
            do
            {
                heard.Add(await _heard.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token));
            }
            while (heard[^1] != topic);

            return heard;
        }

        /// <summary>Waits until all that has been notified so far is heard: notifications come in order.</summary>
        public async Task FlushAsync(StoreWorld world)
        {
            await world.Database.ExecuteAsync("select pg_notify('integrations', 'integrations/flush')");
            foreach (string topic in (await UntilAsync("flush")).SkipLast(1))
            {
                _heard.Writer.TryWrite(topic);
            }
        }

        public List<string> Heard()
        {
            List<string> heard = [];
            while (_heard.Reader.TryRead(out string? topic))
            {
                heard.Add(topic);
            }

            return heard;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
    }
}
