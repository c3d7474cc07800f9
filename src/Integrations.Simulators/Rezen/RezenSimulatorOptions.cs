namespace Integrations.Simulators;

/// <summary>How a reZEN simulator is set up.</summary>
public sealed class RezenSimulatorOptions
{
    /// <summary>First of as many loopback ports as there are services, one after the other. 0, the default, takes free ones.</summary>
    public int Port { get; set; }

    /// <summary>Seed of all data. The same seed, size and account count give the same bytes.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// Number of accounts, at least 1; each is a user with a key. Null, the default, means 2, or as many as the size is spread over. Of a size that is spread over several accounts, a smaller number
    /// leaves the smallest accounts out.
    /// </summary>
    public int? AccountCount { get; set; }

    /// <summary>Size of each account, or of all together where <see cref="RezenSimulatorSize.Accounts"/> is set. Default <see cref="RezenSimulatorSize.Tiny"/>.</summary>
    public RezenSimulatorSize Size { get; set; } = RezenSimulatorSize.Tiny;

    /// <summary>Clock of the <c>Date</c> header, of stamps of changes, of rate windows and of delays. Default is the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How far the vendor's clock is ahead of <see cref="TimeProvider"/>, negative for behind: it shows in the <c>Date</c> header and in every stamp. Default zero.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>Moves a fake clock on behalf of the admin API, for example <c>fakeTimeProvider.Advance</c>. Null when the clock cannot be moved.</summary>
    public Action<TimeSpan>? AdvanceClock { get; set; }

    /// <summary>Time of the newest generated record; the data goes back two years from it. Null means 2026-01-15T16:00:00Z, or the start of the clock's day when the clock is earlier.</summary>
    public DateTimeOffset? HistoryEnd { get; set; }

    /// <summary>Request budget of a key. Default <see cref="RezenSimulatorRateLimits.Off"/>: the vendor documents none.</summary>
    public RezenSimulatorRateLimits RateLimits { get; set; } = RezenSimulatorRateLimits.Off;

    /// <summary>
    /// A Follow Up Boss simulator that tells of the same business, by its seed, size and account count: its contacts are among the buyers and sellers, with the same names, mails and phones, and some of its
    /// deals are transactions, with the same price, closing day, street and client. User n stands beside account n. Null, the default, for none.
    /// </summary>
    public FubSimulatorOptions? SharedContacts { get; set; }

    /// <summary>Share of buyers and sellers drawn from <see cref="SharedContacts"/>; about one in six of these falls on a contact without a mail, in the trash or without a last name and is invented instead. 0 to 1, default 0.3.</summary>
    public double SharedContactShare { get; set; } = 0.3;

    /// <summary>Share of generated transactions that are deals of <see cref="SharedContacts"/>, as far as it has enough; about a third of these fall on a deal that was deleted or has no price or closing day and are invented instead. 0 to 1, default 0.3.</summary>
    public double SharedDealShare { get; set; } = 0.3;

    /// <summary>True, the default, answers requests without a <c>User-Agent</c> with 403 and a page of HTML, as the vendor's load balancer was seen to do.</summary>
    public bool RequiresUserAgent { get; set; } = true;

    /// <summary>True, the default, gives a missing or unknown key an empty 401; false a small JSON body.</summary>
    public bool EmptyUnauthorized { get; set; } = true;

    /// <summary>True to honour <c>updatedAtFrom</c> and <c>updatedAtTo</c> on transactions and listings. Default false: it is not proved that the vendor does.</summary>
    public bool TransactionDateFilters { get; set; }

    /// <summary>Shape of lifecycle-group counts. Default <see cref="RezenSimulatorShape.Map"/>.</summary>
    public RezenSimulatorShape Counts { get; set; }

    /// <summary>Shape of the network's size by tier. Default <see cref="RezenSimulatorShape.Map"/>.</summary>
    public RezenSimulatorShape SizeByTier { get; set; }

    /// <summary>Shape of revenue share by tier. Default <see cref="RezenSimulatorShape.Map"/>.</summary>
    public RezenSimulatorShape ByTier { get; set; }

    /// <summary>Rows property of <c>teams/{id}/members</c>: <c>agents</c>, the default, or <c>members</c>. Both were seen.</summary>
    public string MembersProperty { get; set; } = "agents";

    /// <summary>False leaves the <c>id</c> of contributions out, so that their key has to be made of what they hold. Default true.</summary>
    public bool ContributionIds { get; set; } = true;

    /// <summary>True makes the sponsor tree a cycle: the third sponsor stands in the user's own down-line and the fifth is the user. Default false.</summary>
    public bool SponsorCycle { get; set; }

    /// <summary>Largest <c>pageSize</c>; a larger one is answered 400. Default 1,000, the largest that was seen at the vendor.</summary>
    public int MaxPageSize { get; set; } = 1_000;

    /// <summary>Path below <c>api/v1</c> of arrakis that lists equity grants, with <c>{agentId}</c>. Null, the default, serves none: no such endpoint is known.</summary>
    public string? EquityPath { get; set; }

    /// <summary>How OAuth works.</summary>
    public RezenSimulatorOAuthOptions OAuth { get; } = new();

    /// <summary>How webhooks are registered and sent.</summary>
    public RezenSimulatorWebhookOptions Webhooks { get; } = new();

    /// <summary>Number of requests that <see cref="RequestLog.Entries"/> keeps. Default 10,000.</summary>
    public int RequestLogCapacity { get; set; } = 10_000;

    /// <summary>The vendor's clock.</summary>
    internal TimeProvider VendorClock => ClockSkew == TimeSpan.Zero ? TimeProvider : new SkewedClock(TimeProvider, ClockSkew);
}
