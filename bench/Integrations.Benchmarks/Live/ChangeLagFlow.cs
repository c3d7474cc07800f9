using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>
/// From a change at the simulated vendor to the row in the core table, with the hosted workers as a host runs them: once announced by webhook, once found by a delta alone. The webhook is
/// handed to the inbox as the endpoint does; its delivery over HTTP is measured by <see cref="WebhookFlow"/>.
/// </summary>
internal static class ChangeLagFlow
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    public static async Task<ChangeLagFigures> MeasureAsync(ThrowawayPostgres server, bool isQuick, CancellationToken cancellationToken)
    {
        int changes = isQuick ? 60 : 600;
        int deltas = isQuick ? 5 : 20;
        await using ThrowawayDatabase database = await server.CreateDatabaseAsync("change_lag", cancellationToken: cancellationToken);
        await using FubSimulator vendor = await FubSimulator.StartAsync(
            new FubSimulatorOptions { AccountCount = 1, Size = SimulatorSize.S, RateLimits = FubSimulatorRateLimits.Off, RequestLogCapacity = 10 }, cancellationToken);
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(database.ConnectionString);
        using IHost host = Build(database.ConnectionString, vendor.BaseAddress);
        await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        AccountInfo account = await host.Services.GetRequiredService<IAccountConnector>()
            .ConnectAsync(FubDefaults.Vendor, new VendorCredential { ApiKey = vendor.Accounts[0].OwnerKey }, cancellationToken: cancellationToken);
        await UntilAsync(data, "select count(*) = 0 from integrations.sync_job_steps where status in ('PENDING', 'IN_PROGRESS')", cancellationToken);
        long[] people = [.. vendor.Ids(vendor.Accounts[0].Id, "people")];

        List<double> webhooks = [];
        for (int i = 0; i < changes; i++)
        {
            webhooks.Add(await MeasureAsync(data, vendor, people[i % people.Length], $"Webhook{i}", id => AnnounceAsync(host.Services, account, id, cancellationToken), cancellationToken));
        }

        List<double> due = [];
        for (int i = 0; i < deltas; i++)
        {
            due.Add(await MeasureAsync(data, vendor, people[i % people.Length], $"Delta{i}", _ => DueAsync(data, cancellationToken), cancellationToken));
        }

        await host.StopAsync(cancellationToken);
        double run = Percentile(due, 0.95);
        var figures = new ChangeLagFigures(
            changes, Percentile(webhooks, 0.5), Percentile(webhooks, 0.95), run, Math.Round((0.95 * FubStreams.People.Interval.TotalMilliseconds) + run, 1));
        FlowContext.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"change to core row: by webhook p50 {figures.WebhookP50Ms:0} ms, p95 {figures.WebhookP95Ms:0} ms; a delta that is due p95 {figures.DeltaRunP95Ms:0} ms; by delta alone p95 {figures.DeltaP95Ms / 1000:0.0} s"));
        return figures;
    }

    private static async Task<double> MeasureAsync(NpgsqlDataSource data, FubSimulator vendor, long person, string name, Func<long, Task> announce, CancellationToken cancellationToken)
    {
        vendor.Edit(vendor.Accounts[0].Id, "people", person, new JsonObject { ["firstName"] = name });
        long changed = Stopwatch.GetTimestamp();
        await announce(person);
        await UntilAsync(data, $"select exists (select 1 from integrations.participant where first_name = '{name}')", cancellationToken);
        return Stopwatch.GetElapsedTime(changed).TotalMilliseconds;
    }

    private static Task<WebhookReceipt> AnnounceAsync(IServiceProvider services, AccountInfo account, long person, CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        byte[] body = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $$"""{"eventId":"{{Guid.NewGuid()}}","eventCreated":"{{now:yyyy-MM-dd'T'HH:mm:ss}}+00:00","event":"peopleUpdated","resourceIds":[{{person}}],"uri":null}"""));
        return services.GetRequiredService<IWebhookArrivalStore>().StoreAsync(
            new WebhookArrival { Account = account.Ref, ReceivedAt = now, Body = body, Event = services.GetRequiredService<IWebhookReader>().Read(body), IsSigned = true }, cancellationToken);
    }

    private static async Task DueAsync(NpgsqlDataSource data, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = data.CreateCommand("update integrations.sync_state set next_run_at = now() where entity_type = 'people' and scope_key = ''");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task UntilAsync(NpgsqlDataSource data, string question, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await using NpgsqlCommand command = data.CreateCommand(question);
        while (!(bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            if (Stopwatch.GetElapsedTime(started) > s_limit)
            {
                throw new TimeoutException($"Not within {s_limit.TotalMinutes:0} minutes: {question}");
            }

            await Task.Delay(s_look, TimeProvider.System, cancellationToken);
        }
    }

    private static double Percentile(List<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 1);
    }

    private static IHost Build(string connectionString, Uri vendor)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddIntegrations().UsePostgres(connectionString).AddWorkers();
        builder.Services.AddFubIntegration(o =>
        {
            o.BaseAddress = vendor;
            o.SystemName = "Integrations-Benchmarks";
            o.SystemKey = "synthetic-system-key";
        });
        return builder.Build();
    }
}
