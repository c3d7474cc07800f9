using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Integrations.CrashWorker;
using Integrations.Testing;

namespace Integrations.Benchmarks;

/// <summary>The two proofs that nothing is lost, doubled or stuck, at any length: random histories of the delta strategies, and kills of real worker processes.</summary>
internal static class ProveVerb
{
    public static async Task<int> RunAsync(long histories, int kills, int seed, FileInfo? file, CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = TimeProvider.System.GetUtcNow();
        long started = Stopwatch.GetTimestamp();
        HistoryReport? lived = histories > 0 ? HistoryProof.Run(histories, seed, cancellationToken) : null;
        double historySeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (lived is not null)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{lived.Histories:#,0} histories of seed {seed} in {historySeconds:0.0} s: lost {lived.Lost}, doubled {lived.Doubled}, stuck {lived.Stuck}"));
        }

        CrashReport? killed = kills > 0 ? await FubCrashSeries.RunAsync(kills, seed, Console.Out.WriteLine, cancellationToken: cancellationToken) : null;
        if (killed is not null)
        {
            Console.Out.WriteLine(killed);
        }

        await using ThrowawayPostgres server = await ThrowawayPostgres.StartAsync(cancellationToken: cancellationToken);
        var report = new ProveReport
        {
            Lost = (lived?.Lost ?? 0) + (killed?.Lost ?? 0),
            Doubled = (lived?.Doubled ?? 0) + (killed?.Doubled ?? 0),
            Stuck = (lived?.Stuck ?? 0) + (killed?.Stuck ?? 0),
            Unbalanced = killed?.Unbalanced ?? 0,
            Seed = seed,
            Histories = lived?.Histories ?? 0,
            HistorySeconds = Math.Round(historySeconds, 1),
            Kills = killed?.TotalKills ?? 0,
            KillSeconds = Math.Round(killed?.Duration.TotalSeconds ?? 0, 1),
            KillsAt = killed?.Kills.ToDictionary(static k => k.Key.ToString(), static k => k.Value, StringComparer.Ordinal) ?? [],
            Findings = [.. lived?.CounterExample is { } example ? [example] : Array.Empty<string>(), .. killed?.Findings.Select(static f => $"{f.Kind}: {f.Text}") ?? []],
            Machine = await FlowsVerb.MachineAsync(server, cancellationToken),
            StartedAt = startedAt,
        };
        if (file is not null)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, ProveJson.Default.ProveReport), cancellationToken);
        }

        return report is { Lost: 0, Doubled: 0, Stuck: 0, Unbalanced: 0 } && (killed?.Missed ?? 0) == 0 ? 0 : 1;
    }
}
