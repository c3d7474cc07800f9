using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>
/// From a change at the simulated vendor to the row in the core table, at real pace and with all settings at their defaults: once with the vendor's signed webhooks posted to a real host, once
/// without webhooks, when the next delta finds the change. Every wait has an end, and says what it waited for.
/// </summary>
internal sealed class ChangeLagFlow : IAsyncDisposable
{
    private const string SystemName = "Integrations-Benchmarks";
    private const string Key = "synthetic-system-key-bench";

    private static readonly TimeSpan s_onboarding = TimeSpan.FromMinutes(3);

    private readonly ThrowawayDatabase _database;
    private readonly FubSimulator _vendor;
    private readonly NpgsqlDataSource _data;
    private readonly long _account;
    private readonly long[] _people;

    private ChangeLagFlow(ThrowawayDatabase database, FubSimulator vendor)
    {
        (_database, _vendor) = (database, vendor);
        _data = NpgsqlDataSource.Create(database.ConnectionString);
        _account = vendor.Accounts[0].Id;
        _people = [.. vendor.Ids(_account, "people")];
    }

    public static async Task MeasureAsync(ThrowawayPostgres server, LiveReport report, CancellationToken cancellationToken)
    {
        await using ChangeLagFlow flow = await PrepareAsync(server, cancellationToken);
        report.WebhookLag = await flow.ByWebhookAsync(report.IsQuick ? 150 : 600, cancellationToken);
        Say("by webhook", report.WebhookLag);
        report.DeltaLag = await flow.ByDeltaAsync(report.IsQuick ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(4), cancellationToken);
        Say("by delta alone", report.DeltaLag);
    }

    public async ValueTask DisposeAsync()
    {
        await _vendor.DisposeAsync();
        await _data.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<ChangeLagFlow> PrepareAsync(ThrowawayPostgres server, CancellationToken cancellationToken)
    {
        FubSimulatorOptions options = new() { AccountCount = 1, RateLimits = FubSimulatorRateLimits.Vendor, SystemName = SystemName, SystemKey = Key, RequestLogCapacity = 10 };
        (options.Webhooks.Deliver, options.Webhooks.AllowLoopbackHttp) = (true, true);
        FubSimulator vendor = await FubSimulator.StartAsync(options, cancellationToken);
        return new ChangeLagFlow(await server.CreateDatabaseAsync("change_lag", cancellationToken: cancellationToken), vendor);
    }

    /// <summary>The account is connected, onboarded, and its webhooks are registered; then the vendor changes five people a second.</summary>
    private async Task<ChangeLag> ByWebhookAsync(int changes, CancellationToken cancellationToken)
    {
        await using WebApplication host = Build(hasWebhooks: true);
        await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        await host.Services.GetRequiredService<IAccountConnector>()
            .ConnectAsync(FubDefaults.Vendor, new VendorCredential { ApiKey = _vendor.Accounts[0].OwnerKey }, cancellationToken: cancellationToken);
        await OnboardedAsync(cancellationToken);
        ChangeLag lag = await ChangeAsync("Webhook", changes, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30), cancellationToken);
        await host.StopAsync(cancellationToken);
        return lag;
    }

    /// <summary>Nothing is registered at the vendor any more; it changes two people a second, over whole intervals of the stream.</summary>
    private async Task<ChangeLag> ByDeltaAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        foreach (long hook in _vendor.Ids(_account, "webhooks"))
        {
            _vendor.Delete(_account, "webhooks", hook);
        }

        await using WebApplication host = Build(hasWebhooks: false);
        await host.StartAsync(cancellationToken);
        ChangeLag lag = await ChangeAsync("Delta", (int)(span.TotalSeconds * 2), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(3), cancellationToken);
        await host.StopAsync(cancellationToken);
        return lag;
    }

    /// <summary>Changes people at an even pace, whatever is still under way, and looks for their core rows.</summary>
    private async Task<ChangeLag> ChangeAsync(string word, int changes, TimeSpan pause, TimeSpan look, TimeSpan patience, CancellationToken cancellationToken)
    {
        Dictionary<string, long> open = new(StringComparer.Ordinal);
        List<double> seconds = new(changes);
        await using NpgsqlCommand find = _data.CreateCommand("select first_name from integrations.participant where first_name = any($1)");
        find.Parameters.Add(new NpgsqlParameter { Value = Array.Empty<string>() });
        long started = Stopwatch.GetTimestamp();
        for (int made = 0; made < changes || open.Count > 0;)
        {
            while (made < changes && Stopwatch.GetElapsedTime(started) >= made * pause)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{word} {made}");
                open.Add(name, Stopwatch.GetTimestamp());
                _vendor.Edit(_account, "people", _people[made % _people.Length], new JsonObject { ["firstName"] = name });
                made++;
            }

            find.Parameters[0].Value = open.Keys.ToArray();
            await using (NpgsqlDataReader reader = await find.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    if (open.Remove(reader.GetString(0), out long at))
                    {
                        seconds.Add(Stopwatch.GetElapsedTime(at).TotalSeconds);
                    }
                }
            }

            if (open.Count > 0 && Stopwatch.GetElapsedTime(open.Values.Min()) > patience)
            {
                string state = await StateAsync(cancellationToken);
                throw new TimeoutException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{open.Count} of {made} changes ('{open.MinBy(static o => o.Value).Key}' first) did not come to participant within {patience.TotalSeconds:0} s. {state}"));
            }

            await Task.Delay(look, TimeProvider.System, cancellationToken);
        }

        return ChangeLag.Of(seconds);
    }

    private async Task OnboardedAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await using NpgsqlCommand open = _data.CreateCommand("select count(*) from integrations.sync_job_steps where status in ('PENDING', 'IN_PROGRESS')");
        while ((long)(await open.ExecuteScalarAsync(cancellationToken))! > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > s_onboarding)
            {
                throw new TimeoutException($"The account was not onboarded within {s_onboarding.TotalMinutes:0} minutes. {await StateAsync(cancellationToken)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>What waits, for the message of a wait that has ended in vain.</summary>
    private async Task<string> StateAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = _data.CreateCommand(
            """
            select 'Open steps: ' || coalesce((
                select string_agg(entity_type || ' ' || status || coalesce(' ' || last_error_code, ''), ', ') from integrations.sync_job_steps where status in ('PENDING', 'IN_PROGRESS')), 'none')
              || '; open webhooks: ' || coalesce((
                select string_agg(distinct entity_type || ' ' || status || coalesce(' ' || last_error, ''), ', ') from integrations.webhook_inbox where status in ('PENDING', 'ERROR')), 'none')
              || '; people: ' || coalesce((
                select status || ', last read ' || last_sync_at || coalesce(', ' || error_message, '') from integrations.sync_state where entity_type = 'people' and scope_key = ''), 'no state') || '.'
            """);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private WebApplication Build(bool hasWebhooks)
    {
        string address = hasWebhooks ? FreeAddress() : "http://127.0.0.1:0";
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders();
        IIntegrationsBuilder integrations = builder.Services.AddIntegrations().UsePostgres(_database.ConnectionString).AddWorkers();
        if (hasWebhooks)
        {
            integrations.AddWebhookEndpoint().AddWebhooks(o => (o.PublicAddress, o.AllowLoopback) = (new Uri(address + "/webhooks"), true));
        }

        builder.Services.AddFubIntegration(o => (o.BaseAddress, o.SystemName, o.SystemKey) = (_vendor.BaseAddress, SystemName, Key));
        WebApplication host = builder.Build();
        if (hasWebhooks)
        {
            host.MapIntegrationWebhooks();
        }

        return host;
    }

    /// <summary>An address that is free now: the vendor is told it when the account is connected.</summary>
    private static string FreeAddress()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return $"http://{probe.LocalEndPoint}";
    }

    private static void Say(string way, ChangeLag lag) => FlowContext.Say(string.Create(
        CultureInfo.InvariantCulture, $"change to core row {way}: p50 {lag.P50Seconds:0.000} s, p95 {lag.P95Seconds:0.000} s, longest {lag.MaxSeconds:0.000} s ({lag.Changes} changes)"));
}
