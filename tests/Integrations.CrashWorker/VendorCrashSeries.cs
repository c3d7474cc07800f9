using Integrations.Testing;

namespace Integrations.CrashWorker;

/// <summary>The crash series of a vendor: simulator, engine and PostgreSQL.</summary>
internal static class VendorCrashSeries
{
    /// <summary>Opens one series: database, folder of keys, number of the series, seed.</summary>
    public delegate Task<VendorCrashScenario> Open(ThrowawayDatabase database, string keyFolder, int series, int seed, CancellationToken cancellationToken);

    public static async Task<CrashReport> RunAsync(
        string vendor, Open open, int kills, int seed, Action<string>? log, IReadOnlyList<CrashPoint>? points, string flaw, int firstSeries, CancellationToken cancellationToken)
    {
        DirectoryInfo keys = Directory.CreateTempSubdirectory("integrations-crash-");
        try
        {
            ThrowawayDatabase? template = null;
            var options = new CrashSeriesOptions
            {
                Kills = kills,
                KillsPerSeries = flaw.Length == 0 ? 50 : 12,
                EndsWithFindings = flaw.Length > 0,
                Seed = seed,
                FirstSeries = firstSeries,
                Points = points ?? Enum.GetValues<CrashPoint>(),
                Log = log,
                Worker = worker => WorkerSettings.Of(vendor, worker, keys.FullName, flaw).StartInfo(),
                OpenAsync = async (server, series, seriesSeed, token) =>
                {
                    template ??= await VendorCrashScenario.CreateTemplateAsync(server, vendor, token);
                    VendorCrashScenario scenario = await open(await server.CreateDatabaseAsync("crash", template, token), keys.FullName, series, seriesSeed, token);
                    scenario.AsksForDeltasOnly = flaw.Length > 0;
                    return scenario;
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
