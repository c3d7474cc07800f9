using System.Globalization;
using System.Text.RegularExpressions;

namespace Integrations.Testing;

/// <summary>A folder that holds <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of a usable version.</summary>
internal sealed partial record PostgresBinaries(string Folder, string Source)
{
    public const int OldestMajor = 15;

    public string InitDb => Programs.Executable(Folder, "initdb");

    public string PgCtl => Programs.Executable(Folder, "pg_ctl");

    public static bool AreIn(string folder) => File.Exists(Programs.Executable(folder, "initdb")) && File.Exists(Programs.Executable(folder, "pg_ctl")) && File.Exists(Programs.Executable(folder, "postgres"));

    /// <summary>The major version, or null when the program does not run on this machine.</summary>
    public static async Task<int?> ReadMajorAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var result = await Command.CaptureAsync([Programs.Executable(folder, "postgres"), "--version"], Path.GetTempPath(), cancellationToken).ConfigureAwait(false);
            return result.ExitCode == 0 && Version().Match(result.Output) is { Success: true } match ? int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Version();
}
