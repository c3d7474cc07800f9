namespace Integrations.Engine;

/// <summary>How many runs a host works on at once, and how it keeps its leases.</summary>
public sealed class WorkerOptions
{
    /// <summary>Runs at a time in this process. Default 8; at least 1.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>Items of the worker queue at a time in this process. Default 32; at least 1.</summary>
    public int QueueParallelism { get; set; } = 32;

    /// <summary>Items of one account at a time, over all processes (invariant I13). Default 8; at least 1.</summary>
    public int QueueMaxPerAccount { get; set; } = 8;

    /// <summary>Streams of one account at a time, over all processes (invariant I13). Default 3; at least 1.</summary>
    public int MaxPerAccount { get; set; } = 3;

    /// <summary>How long a lease lasts without a heartbeat; a crashed worker's stream is free after it. Default 60 s.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between heartbeats; must be well below <see cref="LeaseDuration"/>. Default 15 s.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>First wait after an empty look for work; doubled up to <see cref="MaxPollInterval"/>. Default 250 ms.</summary>
    public TimeSpan MinPollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest wait between two looks for work. Default 5 s.</summary>
    public TimeSpan MaxPollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two looks for streams that are due. Default 5 s.</summary>
    public TimeSpan PlanInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Name of this worker in leases and logs. Null takes machine name and process id.</summary>
    public string? Name { get; set; }

    internal string OwnerName => Name ?? $"{Environment.MachineName}/{Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
