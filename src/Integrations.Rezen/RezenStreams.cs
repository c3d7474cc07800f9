using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>The thirteen streams of reZEN.</summary>
public static class RezenStreams
{
    private const string SortedWalk = "sorted-walk";
    private const string UpdatedSince = "updated-since";
    private const string FullSweep = "full-sweep";

    /// <summary>The owner's own profile.</summary>
    public static SyncStreamDescriptor AgentData { get; } = new()
    {
        Name = Named("agentData"),
        Table = RezenTables.Agents,
        OnboardingJobColumns = [JobStepColumns.Step("agent_data")],
        SyncJobColumns = [JobStepColumns.Triple("agent_data")],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(6),
        FreshnessThreshold = TimeSpan.FromHours(18),
        HashRules = new HashRules { Unordered = ["divisions", "administrativeAreaIds", "administrativeAreas", "offices", "teams", "teamMemberships"] },
    };

    /// <summary>Members of the owner's teams, each with its team.</summary>
    public static SyncStreamDescriptor TeamRoster { get; } = new()
    {
        Name = Named("teamRoster"),
        Table = RezenTables.TeamMembers,
        OnboardingJobColumns = [JobStepColumns.Step("team_members") with { Failed = "error_members" }],
        SyncJobColumns = [JobStepColumns.Triple("team_roster")],
        CountColumns = new CountColumns("team_members_rezen", "team_members_ad", "team_members_updated"),
        DependsOn = ["agentData"],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(1),
        FreshnessThreshold = TimeSpan.FromHours(3),
        HashRules = new HashRules { Unordered = ["roles", "flexRoles"] },
    };

    /// <summary>The agents above the owner.</summary>
    public static SyncStreamDescriptor SponsorTree { get; } = new()
    {
        Name = Named("sponsorTree"),
        Table = RezenTables.Sponsors,
        OnboardingJobColumns = [JobStepColumns.Step("sponsor_tree")],
        DependsOn = ["agentData"],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(24),
        FreshnessThreshold = TimeSpan.FromHours(72),
    };

    /// <summary>The down-line, tier by tier, with agents of all states. Onboarding is staged. A tier is a list of its own: an agent that moves keeps its row.</summary>
    public static SyncStreamDescriptor NetworkDownline { get; } = new()
    {
        Name = Named("networkDownline"),
        Table = RezenTables.NetworkMembers,
        StagingTable = "stage_network_downline_rezen_onboarding",
        OnboardingJobColumns = [JobStepColumns.Step("network") with { Loaded = "network_loaded" }],
        SyncJobColumns = [JobStepColumns.Triple("network_downline"), JobStepColumns.Triple("network_downline_sync")],
        CountColumns = new CountColumns("network_rezen", "network_ad", "network_updated"),
        DependsOn = ["agentData"],
        Strategy = UpdatedSince,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(6),
        FreshnessThreshold = TimeSpan.FromHours(18),
    };

    /// <summary>The front line.</summary>
    public static SyncStreamDescriptor NetworkFrontline { get; } = new()
    {
        Name = Named("networkFrontline"),
        Table = RezenTables.FrontlineAgents,
        OnboardingJobColumns = [JobStepColumns.Step("network_frontline")],
        SyncJobColumns = [JobStepColumns.Triple("network_frontline")],
        DependsOn = ["agentData"],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(6),
        FreshnessThreshold = TimeSpan.FromHours(18),
    };

    /// <summary>The cap of each agent of the down-line and the owner's own: one call for each.</summary>
    public static SyncStreamDescriptor NetworkCap { get; } = new()
    {
        Name = Named("networkCap"),
        Table = RezenTables.AgentCaps,
        OnboardingJobColumns = [JobStepColumns.Step("network_cap_data")],
        SyncJobColumns = [JobStepColumns.Triple("network_cap")],
        DependsOn = ["networkDownline"],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        Interval = TimeSpan.FromHours(24),
        FreshnessThreshold = TimeSpan.FromHours(72),
    };

    /// <summary>Listings of all lifecycle groups. Onboarding is staged.</summary>
    public static SyncStreamDescriptor Listings { get; } = new()
    {
        Name = Named("listings"),
        Table = RezenTables.Listings,
        StagingTable = "stage_listings_rezen_onboarding",
        OnboardingJobColumns = [JobStepColumns.Step("listing_data") with { Loaded = "listing_data_loaded", Failed = "error_listings", Parts = Groups("listings") }],
        SyncJobColumns = [JobStepColumns.Triple("listings"), JobStepColumns.Triple("lu")],
        CountColumns = new CountColumns("listings_rezen", "listings_ad", "listings_updated"),
        DependsOn = ["agentData"],
        Strategy = SortedWalk,
        CountCost = CountCost.Cheap,
        HashRules = Deals(),
    };

    /// <summary>Deals of all lifecycle groups, each with its detail unless the options say otherwise. Onboarding is staged.</summary>
    public static SyncStreamDescriptor Transactions { get; } = new()
    {
        Name = Named("transactions"),
        Table = RezenTables.Transactions,
        StagingTable = "stage_transactions_rezen_onboarding",
        OnboardingJobColumns = [JobStepColumns.Step("transaction_data") with { Loaded = "transaction_data_loaded", Failed = "error_transactions", Parts = Groups("transactions") }],
        SyncJobColumns = [JobStepColumns.Triple("transaction")],
        JobCountColumns = new JobCountColumns
        {
            Status = "tc_status",
            StartedAt = "tc_last_started_at",
            FinishedAt = "tc_last_finished_at",
            Vendor = "tc_rezen",
            Local = "tc_ad",
            Mismatch = "tc_mismatch",
            PartColumn = "lifecycle_group",
        },
        CountColumns = new CountColumns("transactions_rezen", "transactions_ad", "transactions_updated"),
        DependsOn = ["listings"],
        Strategy = SortedWalk,
        CountCost = CountCost.Cheap,
        HashRules = Deals(),
    };

    /// <summary>Contributions to revenue share, tier by tier. Onboarding is staged, and so is the window that a delta reads.</summary>
    public static SyncStreamDescriptor Contributions { get; } = new()
    {
        Name = Named("contributions"),
        Table = RezenTables.Contributions,
        StagingTable = "stage_contributions_rezen_onboarding",
        DeltaStagingTable = "stage_contributions_rezen_daily_sync",
        OnboardingJobColumns = [JobStepColumns.Step("contributions") with { Loaded = "contributions_loaded" }, JobStepColumns.Step("contributors")],
        SyncJobColumns = [JobStepColumns.Triple("contributions")],
        CountColumns = new CountColumns("contributions_rezen", "contributions_ad", "contributions_updated"),
        DependsOn = ["transactions", "networkDownline"],
        Strategy = UpdatedSince,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(6),
        FreshnessThreshold = TimeSpan.FromHours(18),
    };

    /// <summary>Contributions that are not paid yet: a snapshot. Onboarding is staged.</summary>
    public static SyncStreamDescriptor PendingContributions { get; } = new()
    {
        Name = Named("pendingContributions"),
        Table = RezenTables.PendingContributions,
        StagingTable = "stage_pending_contribution_rezen",
        OnboardingJobColumns = [JobStepColumns.Step("pending_contributions")],
        CountColumns = new CountColumns("pending_contributions_rezen", "pending_contributions_ad", "pending_contributions_updated"),
        DependsOn = ["transactions", "networkDownline"],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(6),
        FreshnessThreshold = TimeSpan.FromHours(18),
    };

    /// <summary>Payments of revenue share.</summary>
    public static SyncStreamDescriptor RevsharePayments { get; } = new()
    {
        Name = Named("revsharePayments"),
        Table = RezenTables.RevenueSharePayments,
        OnboardingJobColumns = [JobStepColumns.Step("pending_revshare_payments")],
        CountColumns = new CountColumns("payments_rezen", "payments_ad", "payments_updated"),
        DependsOn = ["agentData"],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(12),
        FreshnessThreshold = TimeSpan.FromHours(36),
    };

    /// <summary>Grants of shares, where the options name an endpoint; otherwise its step ends as not configured.</summary>
    public static SyncStreamDescriptor Equity { get; } = new()
    {
        Name = Named("equity"),
        Table = RezenTables.EquityGrants,
        OnboardingJobColumns = [JobStepColumns.Step("equity")],
        SyncJobColumns = [JobStepColumns.Triple("equity")],
        DependsOn = ["agentData"],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(24),
        FreshnessThreshold = TimeSpan.FromHours(72),
    };

    /// <summary>The owner's referral code, where the options name an endpoint; otherwise its step ends as not configured.</summary>
    public static SyncStreamDescriptor ReferralCode { get; } = new()
    {
        Name = Named("referralCode"),
        Table = RezenTables.ReferralCodes,
        DependsOn = ["agentData"],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(24),
        FreshnessThreshold = TimeSpan.FromHours(72),
    };

    /// <summary>All streams, in the order in which an onboarding reads them.</summary>
    public static IReadOnlyList<SyncStreamDescriptor> All { get; } =
        [AgentData, TeamRoster, SponsorTree, NetworkDownline, NetworkFrontline, NetworkCap, Listings, Transactions, Contributions, PendingContributions, RevsharePayments, Equity, ReferralCode];

    private static StreamName Named(string entity) => new(RezenDefaults.Vendor, entity);

    private static HashRules Deals() => new() { Unordered = ["participants", "otherParticipants", "commissionSplits"] };

    private static Dictionary<string, string> Groups(string entity) => new(StringComparer.Ordinal)
    {
        ["OPEN"] = "open_" + entity,
        ["CLOSED"] = "closed_" + entity,
        ["TERMINATED"] = "terminated_" + entity,
    };
}
