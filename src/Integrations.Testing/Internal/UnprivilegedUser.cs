using System.Runtime.Versioning;
using Integrations.Abstractions;

namespace Integrations.Testing;

/// <summary>The user that runs the server when the tests run as root, because PostgreSQL refuses to.</summary>
internal sealed class UnprivilegedUser
{
    private readonly string[] _prefix;

    private UnprivilegedUser(string name, string group, string[] prefix)
    {
        Name = name;
        Group = group;
        _prefix = prefix;
    }

    public string Name { get; }

    public string Group { get; }

    /// <summary>Null when this process may run PostgreSQL as it is.</summary>
    public static UnprivilegedUser? FindForThisProcess() => OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess ? null : Find();

    public IReadOnlyList<string> Wrap(IReadOnlyList<string> command) => [.. _prefix, .. command];

    /// <summary>True when every folder down to <paramref name="path"/> may be passed by any user.</summary>
    [UnsupportedOSPlatform("windows")]
    public static bool CanReach(string path)
    {
        for (var folder = Path.GetFullPath(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && !File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    private static UnprivilegedUser Find()
    {
        var users = File.ReadLines("/etc/passwd").Select(static line => line.Split(':')).Where(static f => f.Length > 3).ToList();
        var user = users.Find(static f => f[0] == "postgres") ?? users.Find(static f => f[0] == "nobody")
            ?? throw new IntegrationConfigurationException("PostgreSQL does not run as root and this machine has neither a user postgres nor a user nobody to run it as.");
        if (Programs.Find("setpriv") is { } setpriv)
        {
            return new UnprivilegedUser(user[0], user[3], [setpriv, $"--reuid={user[2]}", $"--regid={user[3]}", "--init-groups"]);
        }

        if (Programs.Find("runuser") is { } runuser)
        {
            return new UnprivilegedUser(user[0], user[3], [runuser, "-u", user[0], "--"]);
        }

        if (Programs.Find("sudo") is { } sudo)
        {
            return new UnprivilegedUser(user[0], user[3], [sudo, "-n", "-u", user[0], "--"]);
        }

        throw new IntegrationConfigurationException($"PostgreSQL does not run as root, and none of setpriv, runuser and sudo is on PATH to run it as {user[0]}.");
    }
}
