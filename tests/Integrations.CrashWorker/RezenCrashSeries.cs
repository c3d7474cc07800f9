using Integrations.Rezen;
using Integrations.Testing;

namespace Integrations.CrashWorker;

/// <summary>The crash series of reZEN.</summary>
public static class RezenCrashSeries
{
    /// <summary>Word of the vendor on the command line.</summary>
    public const string Name = "rezen";

    /// <summary>Points to strike at: all but those of tokens, which keys do not have.</summary>
    public static IReadOnlyList<CrashPoint> Points { get; } = [.. Enum.GetValues<CrashPoint>().Where(static p => p is not (CrashPoint.BeforeTokenRefresh or CrashPoint.AfterTokenRefresh))];

    /// <summary>Runs it.</summary>
    /// <param name="kills">Kills altogether.</param>
    /// <param name="seed">Chooses points and changes.</param>
    /// <param name="log">Told what happens, a line at a time. Null for nobody.</param>
    /// <param name="points">Points to strike at. Null for <see cref="Points"/>.</param>
    /// <param name="flaw">A fault that the workers are given on purpose, to see that the series finds it: see <see cref="Flaws"/>. Empty for none.</param>
    /// <param name="firstSeries">Number of the first series; odd ones have one worker.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public static Task<CrashReport> RunAsync(
        int kills = 200, int seed = 1, Action<string>? log = null, IReadOnlyList<CrashPoint>? points = null, string flaw = "", int firstSeries = 0, CancellationToken cancellationToken = default) =>
        VendorCrashSeries.RunAsync(
            RezenDefaults.Vendor,
            static (database, keys, _, seriesSeed, token) => RezenCrashScenario.OpenAsync(database, keys, seriesSeed, token),
            kills,
            seed,
            log,
            points ?? Points,
            flaw,
            firstSeries,
            cancellationToken);
}
