namespace Integrations.Testing;

/// <summary>What a <see cref="CrashSeries"/> did and found.</summary>
public sealed record CrashReport
{
    /// <summary>The seed that chose points and changes. The same seed strikes at the same points in the same order; how far each process had come is up to the machine.</summary>
    public required int Seed { get; init; }

    /// <summary>Number of series, each on a database of its own.</summary>
    public required int Series { get; init; }

    /// <summary>How often each point was struck.</summary>
    public required IReadOnlyDictionary<CrashPoint, int> Kills { get; init; }

    /// <summary>Points that were never reached although there was work, and were given up.</summary>
    public required int Missed { get; init; }

    /// <summary>How often an account had to be signed in again, because a kill had lost tokens that the vendor gives only once.</summary>
    public required int SignIns { get; init; }

    /// <summary>Everything found. Empty is the result to have.</summary>
    public required IReadOnlyList<CrashFinding> Findings { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Strikes altogether.</summary>
    public int TotalKills => Kills.Values.Sum();

    /// <summary>Records lost or stale.</summary>
    public long Lost => Sum(CrashFindingKind.Lost);

    /// <summary>Records doubled.</summary>
    public long Doubled => Sum(CrashFindingKind.Doubled);

    /// <summary>Steps, leases, rows or references stuck.</summary>
    public long Stuck => Sum(CrashFindingKind.Stuck);

    /// <summary>Runs or steps whose counters do not add up.</summary>
    public long Unbalanced => Sum(CrashFindingKind.Unbalanced);

    /// <summary>The figures on one line, then one line for each finding.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"seed {Seed}: {TotalKills} kills in {Series} series, {Duration.TotalSeconds:0} s ({string.Join(", ", Kills.OrderBy(static k => k.Key).Select(static k => $"{k.Key} {k.Value}"))}; {Missed} missed, {SignIns} sign-ins): lost {Lost}, doubled {Doubled}, stuck {Stuck}, unbalanced {Unbalanced}")
        + string.Concat(Findings.Select(static f => $"\n{f.Kind}: {f.Text}"));

    private long Sum(CrashFindingKind kind) => Findings.Where(f => f.Kind == kind).Sum(static f => f.Count);
}
