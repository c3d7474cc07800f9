using System.Diagnostics;

namespace Integrations.Testing;

/// <summary>Runs a program. Output goes to a file or is captured, never both.</summary>
internal static class Command
{
    /// <summary>Runs a program that starts no other process that outlives it, and captures what it says.</summary>
    public static async Task<CommandResult> CaptureAsync(IReadOnlyList<string> arguments, string workingFolder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo { WorkingDirectory = workingFolder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        FillArguments(start, arguments);
        Clean(start);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{arguments[0]} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await EndAsync(process, cancellationToken).ConfigureAwait(false);
        return new CommandResult(process.ExitCode, await output.ConfigureAwait(false) + await error.ConfigureAwait(false));
    }

    /// <summary>
    /// Runs a program with its output in a file. <c>pg_ctl start</c> hands its output to the server, so a pipe would stay open for as long as the server lives
    /// and its reader would wait for ever.
    /// </summary>
    public static async Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, string workingFolder, string logFile, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Shell(arguments, workingFolder, logFile)) ?? throw new InvalidOperationException($"{arguments[0]} did not start.");
        await EndAsync(process, cancellationToken).ConfigureAwait(false);
        var text = File.Exists(logFile) ? await File.ReadAllTextAsync(logFile, cancellationToken).ConfigureAwait(false) : string.Empty;
        return new CommandResult(process.ExitCode, text);
    }

    private static ProcessStartInfo Shell(IReadOnlyList<string> arguments, string workingFolder, string logFile)
    {
        var start = new ProcessStartInfo { WorkingDirectory = workingFolder };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = "cmd.exe";
            start.Arguments = $"/d /s /c \"{string.Join(' ', arguments.Select(static a => $"\"{a}\""))} > \"{logFile}\" 2>&1 < nul\"";
            start.CreateNoWindow = true;
        }
        else
        {
            start.FileName = "/bin/sh";
            foreach (var argument in (string[])["-c", "log=$1; shift; exec \"$@\" > \"$log\" 2>&1 < /dev/null", "sh", logFile, .. arguments])
            {
                start.ArgumentList.Add(argument);
            }
        }

        Clean(start);
        return start;
    }

    private static void FillArguments(ProcessStartInfo start, IReadOnlyList<string> arguments)
    {
        // npm is a script on Windows, which only the command interpreter can run.
        if (OperatingSystem.IsWindows() && arguments[0].EndsWith(".cmd", StringComparison.OrdinalIgnoreCase))
        {
            start.FileName = "cmd.exe";
            start.Arguments = $"/d /s /c \"{string.Join(' ', arguments.Select(static a => $"\"{a}\""))}\"";
            return;
        }

        start.FileName = arguments[0];
        foreach (var argument in arguments.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }
    }

    private static void Clean(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(static k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
    }

    private static async Task EndAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
