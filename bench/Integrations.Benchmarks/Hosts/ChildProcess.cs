using System.Diagnostics;
using System.Text.Json;

namespace Integrations.Benchmarks;

/// <summary>Runs another program that is measured and reads the last line that it prints. What it must not show in a process list goes through its environment.</summary>
internal static class ChildProcess
{
    /// <summary>URL of the database.</summary>
    private const string PostgresVariable = "INTEGRATIONS_BENCHMARK_POSTGRES";

    public static async Task<OnboardResult> RunAsync(string program, IReadOnlyList<string> arguments, string folder, string postgres, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment[PostgresVariable] = postgres;
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize(output.TrimEnd().Split('\n')[^1], OnboardJson.Default.OnboardResult)!
                : throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {output} {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
