using System.Diagnostics;
using System.Text.Json;

namespace Integrations.Benchmarks;

/// <summary>Pinned npm packages beside which this library is measured.</summary>
internal static class NpmFolder
{
    /// <summary>Installs what the lock file of a folder under <c>Peers</c> names, once into the user's cache folder.</summary>
    /// <exception cref="InvalidOperationException">npm could not install it.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no npm.</exception>
    public static async Task<string> InstallAsync(string name, string package, CancellationToken cancellationToken)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Peers", name);
        string folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } user ? user : Path.GetTempPath(),
            "integrations-sdk", "peers", name);
        Directory.CreateDirectory(folder);
        bool isCurrent = Directory.Exists(Path.Combine(folder, "node_modules", package))
            && await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"), cancellationToken) == await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"), cancellationToken);
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!isCurrent)
        {
            using Process npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException("npm could not install the peer; see its messages above.");
            }
        }

        return folder;
    }

    public static string Version(string folder, string package)
    {
        using JsonDocument description = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "node_modules", package, "package.json")));
        return description.RootElement.GetProperty("version").GetString()!;
    }
}
