namespace Integrations.Simulators;

/// <summary>How a simulator sends webhooks. Times are by the simulator's clock; what is drawn is drawn from its seed.</summary>
public abstract class SimulatorWebhookOptions
{
    private protected SimulatorWebhookOptions()
    {
    }

    /// <summary>True to send changes to the addresses that are registered. Default false: registrations are kept and nothing is sent.</summary>
    public bool Deliver { get; set; }

    /// <summary>True to register http addresses of this machine too. Default false: https only, as at the vendor.</summary>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>Share of deliveries that are sent twice, with the same event id. 0 to 1, default 0.</summary>
    public double DuplicateShare { get; set; }

    /// <summary>Share of deliveries beside which a forged one is sent: another event id and a signature that is not the vendor's. 0 to 1, default 0.</summary>
    public double ForgedShare { get; set; }

    /// <summary>Each delivery waits a random time up to this, so that they arrive late and out of order. Default zero: at once.</summary>
    public TimeSpan MaxDelay { get; set; }

    /// <summary>
    /// Waits between the attempts of a delivery that is not answered 2xx. Default 1, 5, 5, 10 and 30 minutes: one of two recorded accounts of Follow Up Boss; the other says over 8 hours. Of reZEN nothing is known.
    /// </summary>
    public IList<TimeSpan> RetrySpacing { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)];

    /// <summary>How long an answer may take. Default 10 seconds; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Deliveries under way at once. Default 8; at least 1.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>Deliveries that may wait; what comes on top is dropped and counted. Default 100,000; at least 1.</summary>
    public int QueueCapacity { get; set; } = 100_000;

    /// <summary>Refuses what is out of range.</summary>
    internal virtual void Validate(string parameter)
    {
        if (this is { Parallelism: < 1 } or { QueueCapacity: < 1 }) throw new ArgumentException("Webhooks: Parallelism and QueueCapacity must be at least 1.", parameter);
        if (this is { DuplicateShare: not (>= 0 and <= 1) } or { ForgedShare: not (>= 0 and <= 1) }) throw new ArgumentException("Webhooks: DuplicateShare and ForgedShare must be 0 to 1.", parameter);
    }
}
