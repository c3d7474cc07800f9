namespace Integrations.Testing;

/// <summary>Finds programs on PATH.</summary>
internal static class Programs
{
    public static string? Find(string name, string? path = null) =>
        Folders(path ?? Environment.GetEnvironmentVariable("PATH")).SelectMany(folder => Names(name).Select(file => Path.Combine(folder, file))).FirstOrDefault(File.Exists);

    public static IEnumerable<string> Folders(string? path) => (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Executable(string folder, string name) => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static string[] Names(string name) => OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd"] : [name];
}
