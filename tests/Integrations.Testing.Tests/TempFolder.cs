namespace Integrations.Testing.Tests;

internal sealed class TempFolder : IDisposable
{
    public TempFolder(string? parent = null)
    {
        Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), $"itt-{Guid.NewGuid():N}"[..12]);
        Directory.CreateDirectory(Path);
        MakeReadable(Path);
    }

    public string Path { get; }

    /// <summary>Lets the user that runs the server, who may be another one, read and run what is there.</summary>
    public static void MakeReadable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
