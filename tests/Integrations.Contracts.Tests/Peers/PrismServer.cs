using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Integrations.Testing;

namespace Integrations.Contracts.Tests;

/// <summary>
/// Prism (npm <c>@stoplight/prism-cli</c>, pinned by the lock file in <c>prism</c>) serving our OpenAPI files, one process for a vendor: an independent judge of what the clients send.
/// Started when the first test asks for a file, once for the assembly. Without npm its tests are skipped with that reason; with <see cref="RequiredVariable"/> set to 1, as in <c>.ci/run</c>, they fail.
/// </summary>
public sealed class PrismServer : IAsyncDisposable
{
    public const string RequiredVariable = "INTEGRATIONS_REQUIRE_PRISM";

    private static readonly TimeSpan s_installTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(90);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>Address of the vendor's API at Prism. Skips or fails the test where there is no npm.</summary>
    public async Task<Uri> AddressAsync(string document, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_running.TryGetValue(document, out var running))
            {
                running = new Running(Directory.CreateTempSubdirectory("prism-").FullName);
                _running.Add(document, running);
            }

            return running.Address ??= await StartAsync(document, running, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var running in _running.Values)
        {
            if (running.Process is { } process)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                process.Dispose();
            }

            if (running.Watchdog is { } watchdog)
            {
                await watchdog.DisposeAsync();
            }

            Directory.Delete(running.Folder, recursive: true);
        }

        _gate.Dispose();
    }

    private static async Task<string> InstallAsync(string npm, CancellationToken cancellationToken)
    {
        var pins = Path.Combine(AppContext.BaseDirectory, "prism");
        var lockFile = await File.ReadAllTextAsync(Path.Combine(pins, "package-lock.json"), cancellationToken);
        var version = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(lockFile)))[..12];
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var home = Path.Combine(user.Length == 0 ? Path.GetTempPath() : user, "integrations-sdk", "prism", version);
        var program = Path.Combine(home, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_installTimeout);
        var failure = await NpmPackages.InstallAsync(
            npm,
            home,
            await File.ReadAllTextAsync(Path.Combine(pins, "package.json"), cancellationToken),
            lockFile,
            () => File.Exists(program),
            static _ => { },
            limit.Token);
        Assert.True(failure is null, $"npm could not install Prism: {failure}");
        return program;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<Uri> StartAsync(string document, Running running, CancellationToken cancellationToken)
    {
        var npm = Programs.Find("npm");
        var node = Programs.Find("node");
        if (npm is null || node is null)
        {
            const string Reason = "Prism needs npm and node on PATH.";
            Assert.False(Environment.GetEnvironmentVariable(RequiredVariable) == "1", Reason);
            Assert.Skip(Reason);
        }

        var program = await InstallAsync(npm, cancellationToken);
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(node) { WorkingDirectory = running.Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[program, "mock", "-h", "127.0.0.1", "-p", port, "--errors", Path.Combine(AppContext.BaseDirectory, "OpenApi", document)])
        {
            start.ArgumentList.Add(argument);
        }

        var said = new System.Text.StringBuilder();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = running.Process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"Prism ended: {said}"));
        Assert.True(process.Start());
        running.Watchdog = Watchdog.Start(running.Folder, ["kill", "-9", process.Id.ToString(CultureInfo.InvariantCulture)]);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(s_startTimeout, cancellationToken);
        return new Uri($"http://127.0.0.1:{port}/");

        void Hear(string? line)
        {
            // All that it says after its start is about single requests, whose answers tell the same.
            if (line is null || listening.Task.IsCompleted)
            {
                return;
            }

            lock (said)
            {
                said.AppendLine(line);
            }

            if (line.Contains("is listening", StringComparison.Ordinal))
            {
                listening.TrySetResult();
            }
        }
    }

    /// <summary>One process.</summary>
    private sealed class Running(string folder)
    {
        public string Folder => folder;

        public Uri? Address { get; set; }

        public Process? Process { get; set; }

        public Watchdog? Watchdog { get; set; }
    }
}
