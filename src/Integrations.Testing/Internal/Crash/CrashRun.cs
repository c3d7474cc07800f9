using System.Globalization;

namespace Integrations.Testing;

/// <summary>One series: kills on one database, then quiet, then the comparison.</summary>
internal sealed class CrashRun : IAsyncDisposable
{
    private const int RequestsPerChange = 6;

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    private readonly CrashSeriesOptions _options;
    private readonly ThrowawayPostgres _server;
    private readonly CrashScenario _scenario;
    private readonly CrashTally _tally;
    private readonly CrashAudit _audit;
    private readonly Random _random;
    private readonly int _number;
    private readonly int _seed;
    private readonly WorkerSlot[] _slots;
    private volatile bool _isQuiet;
    private int _requests;

    public CrashRun(CrashSeriesOptions options, ThrowawayPostgres server, CrashScenario scenario, int number, int seed, CrashTally tally)
    {
        _options = options;
        _server = server;
        _scenario = scenario;
        _tally = tally;
        _audit = new CrashAudit(scenario);
        _number = number;
        _seed = seed;
        _random = new Random(seed);

        // Every other series has one worker only: what it leaves behind is there for nobody but itself.
        _slots = [.. Enumerable.Range(0, number % 2 == 0 ? 2 : 1).Select(_ => new WorkerSlot(options, scenario, Seen))];
    }

    public async Task ExecuteAsync(int kills, CancellationToken cancellationToken)
    {
        foreach (CrashPoint point in Plan(kills))
        {
            await StrikeAsync(point, cancellationToken).ConfigureAwait(false);
        }

        await FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WorkerSlot slot in _slots)
        {
            await slot.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>All points in turn, in an order of the seed's. The last series may be short, so each one begins elsewhere in the turn.</summary>
    private CrashPoint[] Plan(int kills)
    {
        CrashPoint[] possible =
        [
            .. _options.Points.Where(p => p switch
            {
                CrashPoint.DatabaseKilled => _server.IsOwned,
                CrashPoint.Frozen => _slots.Length > 1 && !OperatingSystem.IsWindows(),
                _ => true,
            }),
        ];
        CrashPoint[] plan = [.. Enumerable.Range(0, kills).Select(i => possible[(i + (_number * kills)) % possible.Length])];
        _random.Shuffle(plan);
        return plan;
    }

    private async Task StrikeAsync(CrashPoint point, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        WorkerSlot slot = _slots[_random.Next(_slots.Length)];
        var trap = new CrashTrap(point, _random.Next(CrashTrap.LongestSkip(point) + 1));
        int pause = _random.Next(40);
        slot.Arm(trap);
        bool? isReached = await ReachAsync(trap, cancellationToken).ConfigureAwait(false);
        slot.Arm(null);
        switch (isReached)
        {
            case null:
                // No work leads there any more. Work that ends in a commit there always is.
                await StrikeAsync(CrashPoint.BeforeCommit, cancellationToken).ConfigureAwait(false);
                return;
            case false:
                _tally.Miss(point);
                return;
        }

        await SufferAsync(slot, trap, TimeSpan.FromMilliseconds(pause), cancellationToken).ConfigureAwait(false);
        _tally.Struck(point);
        _tally.Say(string.Create(CultureInfo.InvariantCulture, $"{point} after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));
    }

    private async Task SufferAsync(WorkerSlot slot, CrashTrap trap, TimeSpan pause, CancellationToken cancellationToken)
    {
        switch (trap.Point)
        {
            case CrashPoint.CommitInDoubt:
                break;
            case CrashPoint.AnyTime:
                await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                await slot.KillAsync().ConfigureAwait(false);
                break;
            case CrashPoint.Frozen:
                await slot.FreezeAsync(isFrozen: true, cancellationToken).ConfigureAwait(false);
                await Task.Delay((_options.LeaseDuration * 1.5) + pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                await slot.FreezeAsync(isFrozen: false, cancellationToken).ConfigureAwait(false);
                break;
            case CrashPoint.SessionsEnded:
                await _audit.EndSessionsAsync(cancellationToken).ConfigureAwait(false);
                break;
            case CrashPoint.DatabaseKilled:
                await _server.KillAsync(cancellationToken).ConfigureAwait(false);
                await _server.RestartAsync(cancellationToken).ConfigureAwait(false);
                break;
            default:
                await slot.KillAsync().ConfigureAwait(false);
                break;
        }
    }

    /// <summary>True when the trap has sprung, false when it did not in good time, null when nothing leads there.</summary>
    private async Task<bool?> ReachAsync(CrashTrap trap, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < _options.StallLimit)
        {
            if (!await _scenario.ProvideWorkAsync(trap.Point, cancellationToken).ConfigureAwait(false) && !trap.Sprung.IsCompleted)
            {
                return null;
            }

            Revive(_slots.Length, trap);
            _tally.SignedIn(await _scenario.SignInAgainAsync(cancellationToken).ConfigureAwait(false));
            await Task.WhenAny(trap.Sprung, Task.Delay(s_poll, TimeProvider.System, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (trap.Sprung.IsCompleted)
            {
                return true;
            }
        }

        return false;
    }

    private void Revive(int workers, CrashTrap? trap)
    {
        foreach (WorkerSlot slot in _slots.Take(workers))
        {
            // One that the trap has just killed did not end by itself.
            if (trap is not { Sprung.IsCompleted: true } && slot.EnsureRunning() is { } ended)
            {
                _tally.Find([new CrashFinding(CrashFindingKind.Stuck, ended)]);
            }
        }
    }

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        _isQuiet = true;
        foreach (WorkerSlot slot in _slots.Skip(1))
        {
            await slot.KillAsync().ConfigureAwait(false);
        }

        List<CrashFinding> findings = [];
        bool isIdle = await IdleAsync(cancellationToken).ConfigureAwait(false);
        if (isIdle)
        {
            await _scenario.RequestDeltaAsync(cancellationToken).ConfigureAwait(false);
            isIdle = await IdleAsync(cancellationToken).ConfigureAwait(false);
            findings.AddRange(await _scenario.CompareAsync(isFullyRead: false, cancellationToken).ConfigureAwait(false));
        }

        if (isIdle)
        {
            await _scenario.RequestFullReadAsync(cancellationToken).ConfigureAwait(false);
            await IdleAsync(cancellationToken).ConfigureAwait(false);
        }

        findings.AddRange(await _scenario.CompareAsync(isFullyRead: true, cancellationToken).ConfigureAwait(false));
        findings.AddRange(await _audit.CheckAsync(cancellationToken).ConfigureAwait(false));
        _tally.Find(findings.Select(f => f with { Text = string.Create(CultureInfo.InvariantCulture, $"series {_number} (seed {_seed}): {f.Text}") }));
        _tally.Say(string.Create(CultureInfo.InvariantCulture, $"series {_number}: {_tally.Kills.Values.Sum()} kills so far, {_slots.Length} workers, {findings.Count} findings"));
    }

    /// <summary>Lets one worker go on until nothing is left to do. False when it does not get on any more: waits for progress, not for time.</summary>
    private async Task<bool> IdleAsync(CancellationToken cancellationToken)
    {
        string? before = null;
        long since = TimeProvider.System.GetTimestamp();
        while (await ProgressAsync(cancellationToken).ConfigureAwait(false) is { } progress)
        {
            Revive(workers: 1, trap: null);
            if (progress != before)
            {
                before = progress;
                since = TimeProvider.System.GetTimestamp();
            }
            else if (TimeProvider.System.GetElapsedTime(since) >= _options.StallLimit)
            {
                return false;
            }

            await Task.Delay(s_poll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>As of the audit. An account that asks for a sign-in has nothing left to do until it gets one, so that comes first.</summary>
    private async Task<string?> ProgressAsync(CancellationToken cancellationToken)
    {
        _tally.SignedIn(await _scenario.SignInAgainAsync(cancellationToken).ConfigureAwait(false));
        return await _audit.ProgressAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Seen(WireEvent happened)
    {
        if (happened is { Kind: WireKind.Request, Moment: WireMoment.Answering } && !_isQuiet && Interlocked.Increment(ref _requests) is int request && request % RequestsPerChange == 0)
        {
            _scenario.ChangeVendor(unchecked(_seed + request));
        }
    }
}
