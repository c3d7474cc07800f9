using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Integrations.Testing;

/// <summary>The folder of one throw-away server: owner file, log files, data. Its fixed prefix lets a later run find what a killed one left behind.</summary>
internal sealed class ServerFolder
{
    public const string Prefix = "integrations-pg-";

    private ServerFolder(string path) => Root = path;

    public string Root { get; }

    public string Data => Path.Combine(Root, "data");

    public string PasswordFile => Path.Combine(Root, "password");

    public string ServerLog => Path.Combine(Root, "server.log");

    private string ProcessFile => Path.Combine(Data, "postmaster.pid");

    private string OwnerFile => Path.Combine(Root, "owner.pid");

    /// <summary>The temp folder, or <c>/tmp</c> when the user that runs the server cannot reach the temp folder of root.</summary>
    public static string DefaultParent()
    {
        var temp = Path.GetTempPath();
        return OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || UnprivilegedUser.CanReach(temp) ? temp : "/tmp";
    }

    public static ServerFolder Create(string parent)
    {
        var folder = new ServerFolder(Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N")[..10]));
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder.Root);
        }
        else
        {
            Directory.CreateDirectory(folder.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.WriteAllText(folder.OwnerFile, ProcessOwner.Current.ToString());
        Directory.CreateDirectory(folder.Data);
        return folder;
    }

    /// <summary>Folders whose owner ran on this machine and is gone. Folders of other users are left to them.</summary>
    public static IReadOnlyList<ServerFolder> FindStale(string parent)
    {
        List<ServerFolder> stale = [];
        foreach (var path in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            var folder = new ServerFolder(path);
            try
            {
                if (File.Exists(folder.OwnerFile) && ProcessOwner.Parse(File.ReadAllText(folder.OwnerFile)) is { IsDead: true })
                {
                    stale.Add(folder);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, or removed by another run at this moment.
            }
        }

        return stale;
    }

    /// <summary>True when the server that the data folder's <c>postmaster.pid</c> names is running, and is a PostgreSQL.</summary>
    public bool IsServerRunning()
    {
        try
        {
            if (!File.Exists(ProcessFile) || !int.TryParse(File.ReadLines(ProcessFile).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
            {
                return false;
            }

            using var process = Process.GetProcessById(processId);
            return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException or Win32Exception)
        {
            return false;
        }
    }

    /// <summary>The server's processes, its children included: those that work in the data folder. Linux only.</summary>
    public IReadOnlyList<Process> FindServerProcesses()
    {
        List<Process> found = [];
        foreach (var process in Process.GetProcesses())
        {
            if (WorksHere(process.Id))
            {
                found.Add(process);
            }
            else
            {
                process.Dispose();
            }
        }

        return found;
    }

    /// <summary>Removes the files in which a killed server still claims data folder and socket.</summary>
    public void DeleteLocks()
    {
        File.Delete(ProcessFile);
        foreach (var path in Directory.EnumerateFiles(Data, ".s.PGSQL.*.lock"))
        {
            File.Delete(path);
        }
    }

    public void Delete()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file still open on Windows, or another run was faster: the next start tries again.
        }
    }

    private bool WorksHere(int processId)
    {
        try
        {
            return string.Equals(new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/cwd")).LinkTarget, Data, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or ended at this moment.
            return false;
        }
    }
}
