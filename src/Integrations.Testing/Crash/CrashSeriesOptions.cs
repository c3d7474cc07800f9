using System.Diagnostics;

namespace Integrations.Testing;

/// <summary>What a <see cref="CrashSeries"/> is to do.</summary>
public sealed record CrashSeriesOptions
{
    /// <summary>Makes database and vendor of one series on the given server. The number of the series and its seed are given too.</summary>
    public required Func<ThrowawayPostgres, int, int, CancellationToken, Task<CrashScenario>> OpenAsync { get; init; }

    /// <summary>
    /// How a worker process is started: any program that hosts the engine. Input, output and error are redirected by the series. A worker should end when its standard input ends,
    /// so that none is left behind when the tests themselves are killed.
    /// </summary>
    public required Func<CrashWorkerSettings, ProcessStartInfo> Worker { get; init; }

    /// <summary>Kills altogether. Default 200.</summary>
    public int Kills { get; init; } = 200;

    /// <summary>Kills of one series, after which everything is compared. Default 50.</summary>
    public int KillsPerSeries { get; init; } = 50;

    /// <summary>True to end with the first series that finds something: for workers with a fault put in, of which only has to be shown that it is found. Default false.</summary>
    public bool EndsWithFindings { get; init; }

    /// <summary>
    /// Number of the first series. Default 0. The series of a long run can be shared out: four runs of 50 kills that begin at 0, 1, 2 and 3 do what one run of 200 does.
    /// </summary>
    public int FirstSeries { get; init; }

    /// <summary>Chooses points and changes. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Points to strike at, in turn. Default: all but those of a token refresh, which need a vendor with tokens that expire.</summary>
    public IReadOnlyList<CrashPoint> Points { get; init; } =
        [.. Enum.GetValues<CrashPoint>().Where(static p => p is not (CrashPoint.BeforeTokenRefresh or CrashPoint.AfterTokenRefresh))];

    /// <summary>How long leases last. Default 2 s. Too short for a busy machine, and workers lose leases that nobody took from them.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long nothing may happen on any wire, and no counter move, until a series is taken for stuck. Default 3 min.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Told what happens, a line at a time. Null for nobody.</summary>
    public Action<string>? Log { get; init; }
}
