using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Testing;

/// <summary>A server process of our own in a throw-away folder.</summary>
internal sealed class LocalServer
{
    private const int PortAttempts = 5;
    private const int LongestSocketPath = 90;

    private readonly PostgresBinaries _binaries;
    private readonly ServerFolder _folder;
    private readonly UnprivilegedUser? _user;
    private Watchdog? _watchdog;
    private TimeSpan _startTimeout;
    private bool _stopped;

    private LocalServer(PostgresBinaries binaries, ServerFolder folder, UnprivilegedUser? user)
    {
        _binaries = binaries;
        _folder = folder;
        _user = user;
        ConnectionString = string.Empty;
    }

    public string ConnectionString { get; private set; }

    public string Source => _binaries.Source;

    public static async Task<LocalServer> StartAsync(ThrowawayPostgresOptions options, CancellationToken cancellationToken)
    {
        var binaries = await PostgresLocator.LocateAsync(options, cancellationToken).ConfigureAwait(false);
        var user = UnprivilegedUser.FindForThisProcess();
        foreach (var stale in ServerFolder.FindStale(options.Search.TempFolder))
        {
            await new LocalServer(binaries, stale, user).StopAsync(cancellationToken).ConfigureAwait(false);
        }

        var server = new LocalServer(binaries, ServerFolder.Create(options.Search.TempFolder), user);
        try
        {
            var stop = server.StopCommand();
            server._watchdog = Watchdog.Start(server._folder.Root, user?.Wrap(stop) ?? stop);
            await server.InitializeAsync(options, cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.StopAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        if (_folder.IsServerRunning())
        {
            await RunAsync("stop.log", StopCommand(), cancellationToken).ConfigureAwait(false);
        }

        _folder.Delete();
        if (_watchdog is not null)
        {
            await _watchdog.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task InitializeAsync(ThrowawayPostgresOptions options, CancellationToken cancellationToken)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(_folder.PasswordFile, password, cancellationToken).ConfigureAwait(false);
        if (_user is not null)
        {
            var owned = await Command.CaptureAsync(["chown", "-R", $"{_user.Name}:{_user.Group}", _folder.Root], _folder.Root, cancellationToken).ConfigureAwait(false);
            ThrowIfFailed(owned, "chown of the data folder");
        }

        List<string> initialize =
            [_binaries.InitDb, "-D", _folder.Data, "-U", "postgres", "-E", "UTF8", "--locale=C", "--auth=scram-sha-256", $"--pwfile={_folder.PasswordFile}"];
        if (!options.Durable)
        {
            initialize.Add("--no-sync");
        }

        ThrowIfFailed(await RunAsync("initdb.log", initialize, cancellationToken).ConfigureAwait(false), "initdb");
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            await WriteSettingsAsync(options, port, cancellationToken).ConfigureAwait(false);
            if (await StartServerAsync(options.StartTimeout, cancellationToken).ConfigureAwait(false) is not { } problem)
            {
                ConnectionString = new NpgsqlConnectionStringBuilder
                {
                    Host = "127.0.0.1",
                    Port = port,
                    Username = "postgres",
                    Password = password,
                    Database = "postgres",
                    IncludeErrorDetail = true,
                }.ConnectionString;
                _startTimeout = options.StartTimeout;
                return;
            }

            if (attempt == PortAttempts || !problem.Output.Contains("could not bind", StringComparison.Ordinal))
            {
                throw NotStarted(problem);
            }
        }
    }

    /// <summary>Ends every process of the server at once, as a crash does: nothing is written out, nobody says goodbye.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere the processes cannot be told from those of another server; this ends them at once too, by a signal of PostgreSQL's own.
            await RunAsync("stop.log", StopCommand(), cancellationToken).ConfigureAwait(false);
            return;
        }

        while (_folder.FindServerProcesses() is { Count: > 0 } processes)
        {
            foreach (var process in processes)
            {
                using (process)
                {
                    process.Kill();
                }
            }

            await Task.Yield();
        }

        // Where nobody collects ended processes, as in many containers, the ids in these files look alive for ever.
        _folder.DeleteLocks();
    }

    /// <summary>Starts the server again after <see cref="KillAsync"/>, on the same port and data; it recovers from its log.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        if (await StartServerAsync(_startTimeout, cancellationToken).ConfigureAwait(false) is { } problem)
        {
            throw NotStarted(problem);
        }
    }

    private async Task<CommandResult?> StartServerAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var seconds = ((int)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var started = await RunAsync("start.log", [_binaries.PgCtl, "start", "-D", _folder.Data, "-l", _folder.ServerLog, "-w", "-t", seconds], cancellationToken).ConfigureAwait(false);
        if (started.ExitCode == 0)
        {
            return null;
        }

        return File.Exists(_folder.ServerLog) ? new CommandResult(started.ExitCode, await File.ReadAllTextAsync(_folder.ServerLog, cancellationToken).ConfigureAwait(false)) : started;
    }

    private IntegrationConfigurationException NotStarted(CommandResult problem) => new($"The throw-away PostgreSQL of {Source} did not start. It said: {problem.Tail}");

    private async Task WriteSettingsAsync(ThrowawayPostgresOptions options, int port, CancellationToken cancellationToken)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = OperatingSystem.IsWindows() || _folder.Data.Length > LongestSocketPath ? string.Empty : _folder.Data,
            ["max_connections"] = options.MaxConnections.ToString(CultureInfo.InvariantCulture),
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
        };
        if (!options.Durable)
        {
            foreach (var name in (string[])["fsync", "synchronous_commit", "full_page_writes"])
            {
                settings[name] = "off";
            }
        }

        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        var text = new StringBuilder();
        foreach (var (name, value) in settings)
        {
            text.Append(name).Append(" = '").Append(value.Replace("'", "''", StringComparison.Ordinal)).Append("'\n");
        }

        // A later line wins, so writing again after a taken port is enough.
        await File.AppendAllTextAsync(Path.Combine(_folder.Data, "postgresql.conf"), text.ToString(), cancellationToken).ConfigureAwait(false);
    }

    private Task<CommandResult> RunAsync(string log, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        Command.RunAsync(_user?.Wrap(command) ?? command, _folder.Root, Path.Combine(_folder.Root, log), cancellationToken);

    private IReadOnlyList<string> StopCommand() => [_binaries.PgCtl, "stop", "-D", _folder.Data, "-m", "immediate", "-w"];

    private void ThrowIfFailed(CommandResult result, string step)
    {
        if (result.ExitCode != 0)
        {
            throw new IntegrationConfigurationException($"The throw-away PostgreSQL of {Source} could not be set up: {step} failed. It said: {result.Tail}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
