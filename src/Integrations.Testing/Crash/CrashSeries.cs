namespace Integrations.Testing;

/// <summary>
/// Shows that nothing is lost, doubled or stuck whenever and wherever something dies: real worker processes run against a vendor and a throw-away PostgreSQL and are killed at named
/// points, again and again, while the vendor's data change; then the vendor is quiet, one worker finishes, and everything is compared.
/// </summary>
public static class CrashSeries
{
    /// <summary>Runs series after series until the kills are done.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="cancellationToken">Stops everything; workers and server are ended.</param>
    public static async Task<CrashReport> RunAsync(CrashSeriesOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        long started = TimeProvider.System.GetTimestamp();
        var tally = new CrashTally(options.Log);

        // A crash of the server alone leaves to the operating system what was written: nothing needs to be synced to disk, but it must have been written.
        var server = await ThrowawayPostgres.StartAsync(
            new ThrowawayPostgresOptions { Settings = { ["synchronous_commit"] = "on", ["full_page_writes"] = "on" } }, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            int series = options.FirstSeries;
            for (int left = options.Kills; left > 0 && !(options.EndsWithFindings && tally.Findings.Count > 0); left -= options.KillsPerSeries)
            {
                int seed = HashOf(options.Seed, series);
                CrashScenario scenario = await options.OpenAsync(server, series, seed, cancellationToken).ConfigureAwait(false);
                await using (scenario.ConfigureAwait(false))
                {
                    var run = new CrashRun(options, server, scenario, series, seed, tally);
                    await using (run.ConfigureAwait(false))
                    {
                        await run.ExecuteAsync(Math.Min(left, options.KillsPerSeries), cancellationToken).ConfigureAwait(false);
                    }
                }

                series++;
            }

            return new CrashReport
            {
                Seed = options.Seed,
                Series = series - options.FirstSeries,
                Kills = tally.Kills,
                Missed = tally.Missed,
                SignIns = tally.SignIns,
                Findings = tally.Findings,
                Duration = TimeProvider.System.GetElapsedTime(started),
            };
        }
    }

    private static int HashOf(int seed, int series) => unchecked((seed * 397) ^ (series * 7_919));
}
