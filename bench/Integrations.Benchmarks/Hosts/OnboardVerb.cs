using System.Diagnostics;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>The process of <see cref="HostProcess"/>: does what each line of its input asks, and answers with a line.</summary>
internal static class OnboardVerb
{
    public const string Name = "onboard";

    /// <summary>Of an account, in the time that the largest size takes.</summary>
    private const int MostJobs = 1_000;

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan cpu = TimeSpan.Zero;
        long allocated = 0;
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            OnboardAsk ask = JsonSerializer.Deserialize(line, OnboardJson.Default.OnboardAsk)!;
            OnboardResult result = ask.Entities is { } entities ? await ReadAsync(ask, entities, cancellationToken) : await OnboardAsync(ask, cancellationToken);
            process.Refresh();
            (TimeSpan cpuNow, long allocatedNow) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
            result = result with { CpuSeconds = (cpuNow - cpu).TotalSeconds, AllocatedBytes = allocatedNow - allocated, PeakMemoryBytes = process.PeakWorkingSet64 };
            (cpu, allocated) = (cpuNow, allocatedNow);
            Console.Out.WriteLine(JsonSerializer.Serialize(result, OnboardJson.Default.OnboardResult));
        }

        return 0;
    }

    /// <summary>Some streams of one account, on the calling path.</summary>
    private static async Task<OnboardResult> ReadAsync(OnboardAsk ask, IReadOnlyList<string> entities, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = BenchWorld.Services(BenchVendor.Of(ask.Vendor), ask.ConnectionString, ask.Address);
        await services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await using var copy = new BenchCopy(ask.ConnectionString, services, owned: null);
        AccountInfo account = await copy.ConnectAsync(ask.Vendor, ask.Keys[0], cancellationToken);
        TimeSpan elapsed = default;
        foreach (string entity in entities)
        {
            elapsed += await copy.RunAsync(account, entity, cancellationToken);
        }

        // The onboarding of everything that was put aside has no counts.
        IReadOnlyList<SyncJobStatus> jobs = await services.GetRequiredService<ISyncJobs>().ListAsync(account.Ref, cancellationToken: cancellationToken);
        return Result([.. jobs.SelectMany(static j => j.Steps)], elapsed);
    }

    /// <summary>Everything of all accounts, by a host as it is meant to be: from the connection of the accounts to the last settled step and the last derived row.</summary>
    private static async Task<OnboardResult> OnboardAsync(OnboardAsk ask, CancellationToken cancellationToken)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddIntegrations().UsePostgres(ask.ConnectionString).AddWorkers();
        BenchVendor.Of(ask.Vendor).Register(builder.Services, ask.Address);
        using IHost host = builder.Build();
        await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        long started = Stopwatch.GetTimestamp();
        List<AccountRef> accounts = [];
        foreach ((int place, string key) in ask.Keys.Index())
        {
            AccountInfo account = await host.Services.GetRequiredService<IAccountConnector>().ConnectAsync(
                ask.Vendor, new VendorCredential { ApiKey = key }, new ConnectOptions { UserId = place + 1 }, cancellationToken);
            accounts.Add(account.Ref);
        }

        List<SyncStepStatus> steps = [];
        foreach (AccountRef account in accounts)
        {
            // The oldest: accounts that are done are read for their changes while others are still onboarded.
            IReadOnlyList<SyncJobStatus> jobs;
            while ((jobs = await host.Services.GetRequiredService<ISyncJobs>().ListAsync(account, MostJobs, cancellationToken)) is not [.., { IsSettled: true }])
            {
                await Task.Delay(s_poll, TimeProvider.System, cancellationToken);
            }

            steps.AddRange(jobs[^1].Steps);
        }

        // What is derived of many rows is made at the end of a run, after its step is settled.
        await using (NpgsqlDataSource data = NpgsqlDataSource.Create(ask.ConnectionString))
        {
            await using NpgsqlCommand stale = data.CreateCommand("select exists (select from integrations.core_stale)");
            while ((bool)(await stale.ExecuteScalarAsync(cancellationToken))!)
            {
                await Task.Delay(s_poll, TimeProvider.System, cancellationToken);
            }
        }

        OnboardResult result = Result(steps, Stopwatch.GetElapsedTime(started));
        await host.StopAsync(cancellationToken);
        return result;
    }

    private static OnboardResult Result(IReadOnlyList<SyncStepStatus> steps, TimeSpan elapsed) => new()
    {
        Records = steps.Sum(static s => s.Counts.Read),
        Requests = steps.Sum(static s => s.Requests.Requests),
        Seconds = elapsed.TotalSeconds,
    };
}
