using Integrations.Simulators;
using Integrations.Testing;

namespace Integrations.CrashWorker;

/// <summary>The crash series of Follow Up Boss: simulator, engine and PostgreSQL.</summary>
public static class FubCrashSeries
{
    /// <summary>Runs it.</summary>
    /// <param name="kills">Kills altogether.</param>
    /// <param name="seed">Chooses points and changes.</param>
    /// <param name="log">Told what happens, a line at a time. Null for nobody.</param>
    /// <param name="points">Points to strike at. Null for all.</param>
    /// <param name="flaw">A fault that the workers are given on purpose, to see that the series finds it: see <see cref="Flaws"/>. Empty for none.</param>
    /// <param name="firstSeries">Number of the first series; odd ones have one worker, and each two of four rotate tokens strictly.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public static async Task<CrashReport> RunAsync(
        int kills = 200, int seed = 1, Action<string>? log = null, IReadOnlyList<CrashPoint>? points = null, string flaw = "", int firstSeries = 0, CancellationToken cancellationToken = default)
    {
        DirectoryInfo keys = Directory.CreateTempSubdirectory("integrations-crash-");
        try
        {
            ThrowawayDatabase? template = null;
            var options = new CrashSeriesOptions
            {
                Kills = kills,
                Seed = seed,
                FirstSeries = firstSeries,
                Points = points ?? Enum.GetValues<CrashPoint>(),
                Log = log,
                Worker = worker => WorkerSettings.Of(worker, keys.FullName, flaw).StartInfo(),
                OpenAsync = async (server, series, seriesSeed, token) =>
                {
                    template ??= await FubCrashScenario.CreateTemplateAsync(server, token);

                    // With each number of workers in turn.
                    FubSimulatorRotation rotation = series % 4 < 2 ? FubSimulatorRotation.RotateWithGrace : FubSimulatorRotation.Rotate;
                    return await FubCrashScenario.OpenAsync(await server.CreateDatabaseAsync("crash", template, token), keys.FullName, seriesSeed, rotation, token);
                },
            };
            return await CrashSeries.RunAsync(options, cancellationToken);
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }
}
