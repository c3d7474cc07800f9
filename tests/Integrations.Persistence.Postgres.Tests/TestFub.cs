using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>A vendor on the real Follow Up Boss tables with three small streams, so that these tests depend on no vendor package.</summary>
internal static class TestFub
{
    public static VendorDescriptor Descriptor { get; } = new()
    {
        Name = "fub",
        Platform = "FUB",
        AccountTable = "fub_accounts",
        VendorAccountIdColumn = "account_id_raw",
        VendorUserIdColumn = "fub_uid",
        HostNameColumn = "host_name",
        JobAccountColumn = "fub_account_id",
        OnboardingJobTable = "fub_onboarding_jobs",
        SyncJobTable = "fub_sync_jobs",
        Streams = [Stream("users", "fub_users", "fub_user_id"), Stream("people", "fub_people", "people_id", "peoples", "users"), Stream("calls", "fub_calls", "call_id", "calls", "users", "people", "elsewhere")],
    };

    private static SyncStreamDescriptor Stream(string entity, string table, string key, string? jobColumn = null, params string[] dependsOn) => new()
    {
        Name = new StreamName("fub", entity),
        Table = EntityTable<object>.Define(table, "fub_account_id").Key(key, static _ => 1L).Build(),
        OnboardingJobColumns = jobColumn is null ? [] : [JobStepColumns.Triple(jobColumn)],
        SyncJobColumns = jobColumn is null ? [] : [JobStepColumns.Triple(jobColumn)],
        DependsOn = dependsOn,
        Strategy = "full-sweep",
        CountColumns = entity == "people" ? new CountColumns("people_fub", "people_ad", "people_updated") : null,
    };
}
