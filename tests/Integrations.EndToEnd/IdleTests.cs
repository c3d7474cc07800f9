using System.Collections.Concurrent;
using System.Diagnostics;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.EndToEnd;

/// <summary>What a host asks of the database while there is nothing to do, over everything that it runs.</summary>
public sealed class IdleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_idle_host_sends_less_than_one_statement_a_second_in_all()
    {
        await using ThrowawayDatabase database = await SharedPostgres.CreateDatabaseAsync("idle", cancellationToken: Token);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        ConcurrentQueue<string> statements = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = static s => s.Name == "Npgsql",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(t => t.Value as string == database.Name) && activity.TagObjects.FirstOrDefault(static t => t.Key is "db.query.text" or "db.statement").Value is string text)
                {
                    statements.Enqueue(text);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddIntegrations().UsePostgres(database.ConnectionString).AddWorkers().AddWorkHandler<Handler>();
        services.AddFubIntegration();
        await using ServiceProvider host = services.BuildServiceProvider();
        await host.GetRequiredService<PostgresMigrator>().MigrateAsync(Token);
        await AccountAsync(database.ConnectionString, time.GetUtcNow());
        IHostedService[] hosted = [.. host.GetServices<IHostedService>()];
        foreach (IHostedService service in hosted)
        {
            await service.StartAsync(Token);
        }

        // The first looks come in quick succession; from then on an hour in steps of a second, each long enough for what it wakes.
        await AdvanceAsync(time, seconds: 60);
        statements.Clear();
        await AdvanceAsync(time, seconds: 300);
        string[] sent = [.. statements];
        foreach (IHostedService service in hosted)
        {
            await service.StopAsync(Token);
        }

        Assert.InRange(sent.Length, 30, 300);
        TestContext.Current.SendDiagnosticMessage("{0} statements in 300 s", sent.Length);
    }

    /// <summary>An account whose streams are all read and due next week.</summary>
    private static async Task AccountAsync(string connectionString, DateTimeOffset now)
    {
        await using var data = Npgsql.NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using Npgsql.NpgsqlCommand account = data.CreateCommand(
            """
            with account as (insert into integrations.fub_accounts (tenant_id) values (gen_random_uuid()) returning id)
            insert into integrations.sync_state (vendor, account_id, entity_type, last_sync_at, next_run_at)
            select 'fub', id, e, $1, $1 + interval '7 days' from account, unnest(array['users', 'stages', 'groups', 'people', 'deals', 'calls', 'events', 'appointments', 'textMessages']) e
            """);
        account.Parameters.Add(new Npgsql.NpgsqlParameter { Value = now });
        await account.ExecuteNonQueryAsync(Token);
    }

    private static async Task AdvanceAsync(FakeTimeProvider time, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));

            // Real time for the statements on their way; more than their number in fake time cannot come of it.
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
        }
    }

    private sealed class Handler : IWorkHandler
    {
        public string Kind => "t.nothing";

        public Task<SyncOutcome> HandleAsync(WorkItem item, CancellationToken cancellationToken) => Task.FromResult(SyncOutcome.Complete);
    }
}
