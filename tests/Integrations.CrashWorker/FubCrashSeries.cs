using Integrations.Fub;
using Integrations.Simulators;
using Integrations.Testing;

namespace Integrations.CrashWorker;

/// <summary>The crash series of Follow Up Boss.</summary>
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
    public static Task<CrashReport> RunAsync(
        int kills = 200, int seed = 1, Action<string>? log = null, IReadOnlyList<CrashPoint>? points = null, string flaw = "", int firstSeries = 0, CancellationToken cancellationToken = default) =>
        VendorCrashSeries.RunAsync(
            FubDefaults.Vendor,
            static (database, keys, series, seriesSeed, token) =>
                FubCrashScenario.OpenAsync(database, keys, seriesSeed, series % 4 < 2 ? FubSimulatorRotation.RotateWithGrace : FubSimulatorRotation.Rotate, token),
            kills,
            seed,
            log,
            points,
            flaw,
            firstSeries,
            cancellationToken);
}
