using System.Diagnostics;
using System.Text.Json;

namespace Integrations.Benchmarks;

/// <summary>A host in a process of its own, this program started once more. It is asked line by line, so that what it has warmed up stays warm, and nothing shows in a process list.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    public static HostProcess Start()
    {
        // The host of a program that was not published is the dotnet command, which wants the program's name first.
        string self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(HostProcess).Assembly.Location] : [];
        return new HostProcess(Process.Start(new ProcessStartInfo(self, [.. program, OnboardVerb.Name]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!);
    }

    /// <summary>Lets it connect accounts and read.</summary>
    /// <exception cref="InvalidOperationException">It could not; it has said why on the standard error.</exception>
    public async Task<OnboardResult> AskAsync(OnboardAsk ask, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(ask, OnboardJson.Default.OnboardAsk).AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        string answer = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The host's process ended.");
        return JsonSerializer.Deserialize(answer, OnboardJson.Default.OnboardResult)!;
    }

    public async ValueTask DisposeAsync()
    {
        // It ends with its input, unless it is at work.
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
