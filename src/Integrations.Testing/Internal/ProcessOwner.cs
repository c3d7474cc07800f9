using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Integrations.Testing;

/// <summary>The process that started a server or made a database, so that a later run can see whether it still lives.</summary>
internal sealed record ProcessOwner(string Machine, int ProcessId, long StartedAtTicks)
{
    public static ProcessOwner Current { get; } = Of(Environment.ProcessId) ?? new ProcessOwner(Environment.MachineName, Environment.ProcessId, 0);

    /// <summary>True when the owner ran on this machine and is gone. A process id that another process has got since counts as gone.</summary>
    public bool IsDead =>
        string.Equals(Machine, Environment.MachineName, StringComparison.Ordinal)
        && !(Of(ProcessId) is { } running && Math.Abs(running.StartedAtTicks - StartedAtTicks) < TimeSpan.TicksPerSecond);

    public static ProcessOwner? Parse(string? text) =>
        text?.Split('|') is [var machine, var id, var started]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new ProcessOwner(machine, processId, ticks)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}|{ProcessId}|{StartedAtTicks}");

    /// <summary>The process that has this id now, or null when none has.</summary>
    public static ProcessOwner? Of(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited || IsZombie(processId) ? null : new ProcessOwner(Environment.MachineName, processId, process.StartTime.ToUniversalTime().Ticks);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>In a container nobody may collect an ended process, which then keeps its id.</summary>
    private static bool IsZombie(int processId)
    {
        try
        {
            var stat = $"/proc/{processId}/stat";
            return OperatingSystem.IsLinux() && File.Exists(stat) && File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
