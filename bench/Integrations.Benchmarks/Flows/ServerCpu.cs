using System.Globalization;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>CPU time of a PostgreSQL server on this machine: its first process, all that it started, and all that have ended. From /proc, so on Linux only.</summary>
internal sealed class ServerCpu
{
    private const double TicksPerSecond = 100;
    private readonly int _postmaster;

    private ServerCpu(int postmaster) => _postmaster = postmaster;

    /// <summary>Null where it cannot be told: another system, or a server elsewhere.</summary>
    public static async Task<ServerCpu?> FindAsync(NpgsqlDataSource data, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = data.CreateCommand("show data_directory");
        string file = Path.Combine((string)(await command.ExecuteScalarAsync(cancellationToken))!, "postmaster.pid");
        return OperatingSystem.IsLinux() && File.Exists(file) && int.TryParse((await File.ReadAllLinesAsync(file, cancellationToken))[0], CultureInfo.InvariantCulture, out int pid) ? new ServerCpu(pid) : null;
    }

    public TimeSpan Total()
    {
        double ticks = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int pid) && Read(folder) is { } process)
            {
                ticks += pid == _postmaster ? process.Own + process.Ended : process.Parent == _postmaster ? process.Own : 0;
            }
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static (int Parent, double Own, double Ended)? Read(string folder)
    {
        try
        {
            string text = File.ReadAllText(Path.Combine(folder, "stat"));
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), Number(11) + Number(12), Number(13) + Number(14));

            double Number(int place) => double.Parse(fields[place], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // Ended while it was read.
            return null;
        }
    }
}
