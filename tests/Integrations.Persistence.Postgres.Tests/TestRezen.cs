using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>A vendor on the real reZEN tables, so that these tests depend on no vendor package: keys and what projections wait for, no other columns.</summary>
internal static class TestRezen
{
    public static VendorDescriptor Descriptor { get; } = new()
    {
        Name = "rezen",
        Platform = "REZEN",
        AccountTable = "rezen_accounts",
        VendorAccountIdColumn = "account_id_raw",
        VendorUserIdColumn = "yenta_id_raw",
        JobAccountColumn = "rezen_account_id",
        OnboardingJobTable = "rezen_onboarding_jobs",
        SyncJobTable = "rezen_sync_jobs",
        SideTables = [new SideTable("user_rezen", "rezen_account_id"), new SideTable("rezen_referral_code", "rezen_account_id"), new SideTable("rezen_status_words", AccountColumn: null)],
        Streams =
        [
            Stream("agentData", "agent_rezen", "agent_id_raw"),
            Stream("teamRoster", "rezen_team_members", "member_id_raw"),
            Stream("sponsorTree", "rezen_sponsors", "agent_id_raw"),
            Stream("networkDownline", "rezen_network_members", "downline_agent_id_raw") with { StagingTable = "stage_network_downline_rezen_onboarding" },
            Stream("networkFrontline", "rezen_frontline_agents", "agent_id_raw"),
            Stream("networkCap", "rezen_agent_caps", "agent_id_raw"),
            Stream("listings", "rezen_listings", "listing_id_raw") with
            {
                OnboardingJobColumns = [JobStepColumns.Step("listing_data") with { Loaded = "listing_data_loaded", Failed = "error_listings" }],
                SyncJobColumns = [JobStepColumns.Triple("listings"), JobStepColumns.Triple("lu")],
            },
            Transactions,
            Stream("contributions", "rezen_contributions", "contribution_id_raw") with
            {
                StagingTable = "stage_contributions_rezen_onboarding",
                DeltaStagingTable = "stage_contributions_rezen_daily_sync",
                OnboardingJobColumns = [JobStepColumns.Step("contributions"), JobStepColumns.Step("contributors")],
            },
            Stream("pendingContributions", "rezen_pending_contributions", "contribution_id_raw") with { StagingTable = "stage_pending_contribution_rezen" },
            Stream("revsharePayments", "rezen_revshare_payments", "payment_id_raw"),
            Stream("equity", "rezen_equity_grants", "grant_id_raw") with { OnboardingJobColumns = [JobStepColumns.Step("equity")], SyncJobColumns = [JobStepColumns.Triple("equity")] },
        ],
    };

    private static SyncStreamDescriptor Transactions => Stream("transactions", "rezen_transactions", "transaction_id_raw") with
    {
        StagingTable = "stage_transactions_rezen_onboarding",
        OnboardingJobColumns =
        [
            JobStepColumns.Step("transaction_data") with
            {
                Loaded = "transaction_data_loaded",
                Failed = "error_transactions",
                Parts = new Dictionary<string, string> { ["OPEN"] = "open_transactions", ["CLOSED"] = "closed_transactions", ["TERMINATED"] = "terminated_transactions" },
            },
        ],
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
    };

    private static SyncStreamDescriptor Stream(string entity, string table, string key) => new()
    {
        Name = new StreamName("rezen", entity),
        Table = EntityTable<object>.Define(table, "rezen_account_id").Key(key, static _ => "x").Build(),
        Strategy = "full-sweep",
    };
}
