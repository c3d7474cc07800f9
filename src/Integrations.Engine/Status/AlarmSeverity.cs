namespace Integrations.Engine;

/// <summary>How bad it is.</summary>
public enum AlarmSeverity
{
    /// <summary>Somebody should look at it.</summary>
    Warning,

    /// <summary>Data is not read, or will soon not be fresh enough to be used.</summary>
    Critical,
}
