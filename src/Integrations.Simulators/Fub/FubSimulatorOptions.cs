namespace Integrations.Simulators;

/// <summary>How a Follow Up Boss simulator is set up.</summary>
public sealed class FubSimulatorOptions
{
    /// <summary>Loopback port. 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>Seed of all data. The same seed, size and account count give the same bytes.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// Number of accounts, at least 1. Null, the default, means 2, or as many as the size is spread over. Of a size that is spread over several accounts, a smaller number leaves the
    /// smallest accounts out.
    /// </summary>
    public int? AccountCount { get; set; }

    /// <summary>Size of each account, or of all together where <see cref="SimulatorSize.Accounts"/> is set. Default <see cref="SimulatorSize.Tiny"/>.</summary>
    public SimulatorSize Size { get; set; } = SimulatorSize.Tiny;

    /// <summary>Clock of the <c>Date</c> header, of time stamps of changes, of rate windows and of delays. Default is the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How far the vendor's clock is ahead of <see cref="TimeProvider"/>, negative for behind: it shows in the <c>Date</c> header and in every stamp. Default zero.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>Moves a fake clock on behalf of the admin API, for example <c>fakeTimeProvider.Advance</c>. Null when the clock cannot be moved.</summary>
    public Action<TimeSpan>? AdvanceClock { get; set; }

    /// <summary>
    /// Time of the newest generated record; the data goes back two years from it. Null means 2026-01-15T16:00:00Z, or the start of the clock's day when the clock is earlier,
    /// so that the data does not depend on when the simulator runs.
    /// </summary>
    public DateTimeOffset? HistoryEnd { get; set; }

    /// <summary>Request budgets. Default <see cref="FubSimulatorRateLimits.Vendor"/>.</summary>
    public FubSimulatorRateLimits RateLimits { get; set; } = FubSimulatorRateLimits.Vendor;

    /// <summary>True, the default, sends the vendor's literals instead of message bodies and recording links, as for a system that has not been granted content.</summary>
    public bool HideContent { get; set; } = true;

    /// <summary>The registered <c>X-System</c>. Null accepts any name.</summary>
    public string? SystemName { get; set; }

    /// <summary>The registered <c>X-System-Key</c>. Null accepts any key.</summary>
    public string? SystemKey { get; set; }

    /// <summary>True, the default, gives a full last page a <c>next</c> token that leads to an empty page, which clients have observed at the vendor.</summary>
    public bool TokenOutlivesData { get; set; } = true;

    /// <summary>Lead sources whose new leads a lead flow archives: <c>POST /events</c> answers 204 and changes nothing. Empty by default.</summary>
    public ISet<string> ArchivedLeadSources { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How OAuth works.</summary>
    public FubSimulatorOAuthOptions OAuth { get; } = new();

    /// <summary>How webhooks are sent.</summary>
    public FubSimulatorWebhookOptions Webhooks { get; } = new();

    /// <summary>Number of requests that <see cref="RequestLog.Entries"/> keeps. Default 10,000.</summary>
    public int RequestLogCapacity { get; set; } = 10_000;

    /// <summary>The vendor's clock.</summary>
    internal TimeProvider VendorClock => ClockSkew == TimeSpan.Zero ? TimeProvider : new SkewedClock(TimeProvider, ClockSkew);
}
