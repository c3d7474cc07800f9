using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Integrations.Testing;

/// <summary>The place of one worker: its proxies, which outlive it, and the process that works there now.</summary>
internal sealed class WorkerSlot : IAsyncDisposable
{
    private const int KeptLines = 60;

    private readonly WireProxy _database;
    private readonly WireProxy _vendor;
    private readonly Func<ProcessStartInfo> _start;
    private readonly Action<WireEvent> _seen;
    private readonly Lock _gate = new();
    private readonly Queue<string> _output = new();
    private Process? _process;
    private bool _isKilled;
    private CrashTrap? _trap;

    /// <param name="options">How a worker is started.</param>
    /// <param name="scenario">What it works on.</param>
    /// <param name="seen">Told of everything that passes.</param>
    public WorkerSlot(CrashSeriesOptions options, CrashScenario scenario, Action<WireEvent> seen)
    {
        var target = new NpgsqlConnectionStringBuilder(scenario.ConnectionString);
        _seen = seen;
        _database = new WireProxy(target.Host!, target.Port, () => new PostgresTap(Observe));
        _vendor = new WireProxy(scenario.VendorAddress.Host, scenario.VendorAddress.Port, () => new HttpTap(Observe));
        var worker = new CrashWorkerSettings(
            new NpgsqlConnectionStringBuilder(scenario.ConnectionString) { Host = "127.0.0.1", Port = _database.Port, Pooling = true, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable }.ConnectionString,
            new UriBuilder(scenario.VendorAddress) { Host = "127.0.0.1", Port = _vendor.Port }.Uri,
            options.LeaseDuration);
        _start = () => options.Worker(worker);
    }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts a worker where none runs. Returns what the one before it said when it ended by itself, else null.</summary>
    public string? EnsureRunning()
    {
        if (IsRunning)
        {
            return null;
        }

        string? ended;
        lock (_gate)
        {
            ended = _process is { } dead && !_isKilled ? Describe(dead) : null;
        }

        Start();
        return ended;
    }

    /// <summary>Sets a trap for the worker.</summary>
    public void Arm(CrashTrap? trap) => Volatile.Write(ref _trap, trap);

    /// <summary>Kills the worker, if one runs, and waits for its end.</summary>
    public async Task KillAsync()
    {
        Process? process;
        lock (_gate)
        {
            process = _process;
            _process = null;
        }

        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync().ConfigureAwait(false);
            process.Dispose();
        }
    }

    /// <summary>Stops the worker without ending it, or lets it go on.</summary>
    public async Task FreezeAsync(bool isFrozen, CancellationToken cancellationToken)
    {
        if (_process is { } process)
        {
            string id = process.Id.ToString(CultureInfo.InvariantCulture);
            await Command.CaptureAsync(["/bin/sh", "-c", "kill -\"$1\" \"$2\"", "sh", isFrozen ? "STOP" : "CONT", id], "/", cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Arm(null);
        await KillAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        await _vendor.DisposeAsync().ConfigureAwait(false);
    }

    private void Start()
    {
        ProcessStartInfo start = _start();
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        lock (_gate)
        {
            _output.Clear();
            process.Start();
            _process?.Dispose();
            _process = process;
            _isKilled = false;
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private bool Observe(WireEvent happened)
    {
        _seen(happened);
        if (Volatile.Read(ref _trap) is not { } trap || !trap.Springs(happened))
        {
            return true;
        }

        if (trap.Kills)
        {
            lock (_gate)
            {
                _isKilled = true;
                _process?.Kill();
            }
        }

        return !trap.Cuts;
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _output.Enqueue(line);
            if (_output.Count > KeptLines)
            {
                _output.Dequeue();
            }
        }
    }

    private string Describe(Process dead) =>
        string.Create(CultureInfo.InvariantCulture, $"A worker ended by itself with code {dead.ExitCode}. It said: {string.Join('\n', _output)}");
}
