using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>What this package registers: the tables and streams of reZEN.</summary>
public static class RezenIntegrationDescriptor
{
    /// <summary>The description of the vendor.</summary>
    public static VendorDescriptor Vendor { get; } = new()
    {
        Name = RezenDefaults.Vendor,
        Platform = "REZEN",
        AccountTable = "rezen_accounts",
        VendorAccountIdColumn = "account_id_raw",
        VendorUserIdColumn = "yenta_id_raw",
        ReadSwitchColumn = "data_pull",
        JobAccountColumn = "rezen_account_id",
        OnboardingJobTable = "rezen_onboarding_jobs",
        SyncJobTable = "rezen_sync_jobs",
        WebhookColumns = new WebhookColumns("webhook_url", "webhooks_verified_at", "last_webhook_at"),
        SideTables =
        [
            new SideTable("user_rezen", "rezen_account_id"),
            new SideTable("rezen_status_words", AccountColumn: null),
        ],
        Streams = RezenStreams.All,
    };
}
