using System.Diagnostics;

namespace Integrations.EndToEnd;

/// <summary>A sample in a process of its own.</summary>
internal static class HostProcess
{
    /// <summary>How a sample is started from its own output: this project takes from the shared framework what a sample brings along.</summary>
    public static ProcessStartInfo Of(string sample, params IEnumerable<string> arguments)
    {
        string folder = AppContext.BaseDirectory.Replace(Path.Combine("tests", "Integrations.EndToEnd"), Path.Combine("samples", sample), StringComparison.Ordinal);
        return Captured(new ProcessStartInfo("dotnet", [Path.Combine(folder, sample + ".dll"), .. arguments]));
    }

    /// <summary>How a program is started.</summary>
    public static ProcessStartInfo Of(string program) => Captured(new ProcessStartInfo(program));

    /// <summary>Runs a program to its end and returns what it said; anything but success fails the test with it.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> said = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> complained = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            string all = await said + await complained;
            Assert.True(process.ExitCode == 0, $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{all}");
            return all;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo Captured(ProcessStartInfo start)
    {
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        return start;
    }
}
