namespace Integrations.Testing;

/// <summary>Where binaries are looked for, so that a test can hide or show places.</summary>
internal sealed record PostgresSearch
{
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Folder patterns; a <c>*</c> stands for one folder name or a part of it, and the highest version wins.</summary>
    public IReadOnlyList<string> Folders { get; init; } = DefaultFolders;

    public string TempFolder { get; init; } = ServerFolder.DefaultParent();

    public static IReadOnlyList<string> DefaultFolders { get; } = OperatingSystem.IsWindows()
        ? [Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.ProgramFiles), "PostgreSQL", "*", "bin")]
        :
        [
            "/usr/lib/postgresql/*/bin",
            "/usr/pgsql-*/bin",
            "/opt/homebrew/opt/postgresql@*/bin",
            "/usr/local/opt/postgresql@*/bin",
            "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
            "/Applications/Postgres.app/Contents/Versions/*/bin",
            "/usr/local/pgsql/bin",
        ];
}
