using System.Diagnostics;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Benchmarks;

/// <summary>A process of its own that connects one account and reads some of its streams in full, over HTTP. For figures of a whole process.</summary>
internal static class OnboardVerb
{
    public const string Name = "onboard";

    public static IReadOnlyList<string> Arguments(Uri vendor, string key, string entities) => [Name, "--vendor", vendor.AbsoluteUri, "--key", key, "--entities", entities];

    public static async Task<int> RunAsync(Uri vendor, string key, string entities, CancellationToken cancellationToken)
    {
        string postgres = Environment.GetEnvironmentVariable(ChildProcess.PostgresVariable)!;
        await using ServiceProvider services = BenchWorld.Services(postgres, vendor);
        await services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await using var copy = new BenchCopy(postgres, services, owned: null);
        AccountInfo account = await copy.ConnectAsync(key, cancellationToken);
        TimeSpan elapsed = default;
        foreach (string entity in entities.Split(','))
        {
            elapsed += await copy.RunAsync(account, entity, cancellationToken);
        }

        using Process process = Process.GetCurrentProcess();
        var result = new OnboardResult(
            await copy.ScalarAsync<long>("select coalesce(sum(rows_inserted), 0)::bigint from integrations.sync_job_steps", cancellationToken),
            elapsed.TotalSeconds,
            process.TotalProcessorTime.TotalSeconds,
            process.PeakWorkingSet64);
        Console.Out.WriteLine(JsonSerializer.Serialize(result, OnboardJson.Default.OnboardResult));
        return 0;
    }
}
