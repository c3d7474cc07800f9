using System.Diagnostics;

namespace Integrations.Testing;

/// <summary>
/// Stops the server and removes its folder when this process ends in whatever way, SIGKILL included: a shell that reads from a pipe which only this process holds open.
/// Exit events do not do: since .NET 10 a SIGTERM raises none, and a kill never did. On Windows, which has no such shell, the next start cleans up.
/// </summary>
internal sealed class Watchdog : IAsyncDisposable
{
    // Ctrl-C reaches every process of the terminal; the shell must outlive it to clean up.
    private const string Script = "trap '' INT HUP TERM; read -r word; [ \"$word\" = done ] && exit 0; folder=$1; shift; \"$@\"; rm -rf \"$folder\"";

    private readonly Process _shell;

    private Watchdog(Process shell) => _shell = shell;

    public static Watchdog? Start(string folder, IReadOnlyList<string> stopCommand)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/", UseShellExecute = false, RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", "exec > /dev/null 2>&1; " + Script, "sh", folder, .. stopCommand])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) is { } shell ? new Watchdog(shell) : null;
    }

    /// <summary>Sends the watchdog home: the server was stopped in an orderly way.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _shell.StandardInput.WriteLineAsync("done").ConfigureAwait(false);
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The shell was ended by somebody else.
        }

        _shell.Dispose();
    }
}
