using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>What this package registers: the tables and streams of Follow Up Boss.</summary>
public static class FubIntegrationDescriptor
{
    /// <summary>The description of the vendor.</summary>
    public static VendorDescriptor Vendor { get; } = new()
    {
        Name = FubDefaults.Vendor,
        Platform = "FUB",
        AccountTable = "fub_accounts",
        VendorAccountIdColumn = "account_id_raw",
        VendorUserIdColumn = "fub_uid",
        HostNameColumn = "host_name",
        ReadSwitchColumn = "data_pull",
        JobAccountColumn = "fub_account_id",
        OnboardingJobTable = "fub_onboarding_jobs",
        SyncJobTable = "fub_sync_jobs",
        WebhookColumns = new WebhookColumns("webhook_url", "webhooks_verified_at", "last_webhook_at"),
        Streams = FubStreams.All,
    };
}
