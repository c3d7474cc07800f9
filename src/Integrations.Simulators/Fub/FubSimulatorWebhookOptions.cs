namespace Integrations.Simulators;

/// <summary>How the simulator sends webhooks. Times are by <see cref="FubSimulatorOptions.TimeProvider"/>; what is drawn is drawn from <see cref="FubSimulatorOptions.Seed"/>.</summary>
public sealed class FubSimulatorWebhookOptions
{
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

    /// <summary>Records of one event that changed together and go into one delivery. Default 10; at least 1. Bulk actions of the vendor are split in a like way.</summary>
    public int MaxIdsPerDelivery { get; set; } = 10;

    /// <summary>
    /// Waits between the attempts of a delivery that is not answered 2xx. Default 1, 5, 5, 10 and 30 minutes: one of two recorded accounts of the vendor; the other says over 8 hours.
    /// </summary>
    public IList<TimeSpan> RetrySpacing { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)];

    /// <summary>How long an answer may take. Default 10 seconds; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Deliveries under way at once. Default 8; at least 1.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>Deliveries that may wait; what comes on top is dropped and counted. Default 100,000; at least 1.</summary>
    public int QueueCapacity { get; set; } = 100_000;
}
