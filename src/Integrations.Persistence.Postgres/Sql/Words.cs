using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>The words under which the database keeps our enums.</summary>
internal static class Words
{
    public static string Of(SyncMode mode) => mode switch
    {
        SyncMode.Full => "full",
        SyncMode.Delta => "delta",
        SyncMode.CreatedSince => "created",
        SyncMode.ById => "by_id",
        SyncMode.Keys => "keys",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown mode."),
    };

    public static SyncMode? Mode(string? word) => word switch
    {
        null => null,
        "full" => SyncMode.Full,
        "delta" => SyncMode.Delta,
        "created" => SyncMode.CreatedSince,
        "keys" => SyncMode.Keys,
        _ => throw Unknown("mode", word),
    };

    public static string Of(RunPhase phase) => phase switch
    {
        RunPhase.Read => "read",
        RunPhase.Promote => "promote",
        RunPhase.Settle => "settle",
        RunPhase.Compare => "compare",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Unknown phase."),
    };

    public static RunPhase Phase(string? word) => word switch
    {
        null or "read" => RunPhase.Read,
        "promote" => RunPhase.Promote,
        "settle" => RunPhase.Settle,
        "compare" => RunPhase.Compare,
        _ => throw Unknown("phase", word),
    };

    public static string Of(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Complete => "COMPLETE",
        SyncOutcome.Partial => "PARTIAL",
        SyncOutcome.NoWork => "NO_WORK",
        SyncOutcome.Skipped => "SKIPPED",
        SyncOutcome.NotConfigured => "NOT_CONFIGURED",
        SyncOutcome.Cancelled => "CANCELLED",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome."),
    };

    public static SyncOutcome? Outcome(string? word) => word switch
    {
        null => null,
        "COMPLETE" => SyncOutcome.Complete,
        "PARTIAL" => SyncOutcome.Partial,
        "NO_WORK" => SyncOutcome.NoWork,
        "SKIPPED" => SyncOutcome.Skipped,
        "NOT_CONFIGURED" => SyncOutcome.NotConfigured,
        "CANCELLED" => SyncOutcome.Cancelled,
        _ => throw Unknown("outcome", word),
    };

    public static SyncJobState State(string word) => word switch
    {
        "PENDING" => SyncJobState.Pending,
        "IN_PROGRESS" => SyncJobState.InProgress,
        "COMPLETED" => SyncJobState.Completed,
        "ERROR" => SyncJobState.Error,
        _ => throw Unknown("status", word),
    };

    public static SyncStreamStatus StreamStatus(string word) => word switch
    {
        "IDLE" => SyncStreamStatus.Idle,
        "SYNCING" => SyncStreamStatus.Running,
        "ERROR" => SyncStreamStatus.Failed,
        "PAUSED" => SyncStreamStatus.Paused,
        "REAUTH_REQUIRED" => SyncStreamStatus.ReauthRequired,
        "RATE_LIMITED" => SyncStreamStatus.RateLimited,
        _ => throw Unknown("stream status", word),
    };

    public static string Of(SyncJobType type) => type switch
    {
        SyncJobType.Onboarding => "Onboarding",
        SyncJobType.Sync => "Sync",
        SyncJobType.All => "All",
        SyncJobType.CreatedToday => "Created Today",
        SyncJobType.UpdatedToday => "Updated Today",
        SyncJobType.Reconcile => "Reconcile",
        SyncJobType.Check => "Check",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown job type."),
    };

    public static SyncJobType JobType(string word) => word switch
    {
        "Onboarding" => SyncJobType.Onboarding,
        "Sync" => SyncJobType.Sync,
        "All" => SyncJobType.All,
        "Created Today" => SyncJobType.CreatedToday,
        "Updated Today" => SyncJobType.UpdatedToday,
        "Reconcile" => SyncJobType.Reconcile,
        "Check" => SyncJobType.Check,
        _ => throw Unknown("job type", word),
    };

    public static string Of(WebhookSubscriptionState state) => state switch
    {
        WebhookSubscriptionState.Desired => "desired",
        WebhookSubscriptionState.Registered => "registered",
        WebhookSubscriptionState.Failing => "failing",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    public static WebhookSubscriptionState WebhookState(string word) => word switch
    {
        "desired" => WebhookSubscriptionState.Desired,
        "registered" => WebhookSubscriptionState.Registered,
        "failing" => WebhookSubscriptionState.Failing,
        _ => throw Unknown("webhook state", word),
    };

    public static string Of(InboxStatus status) => status switch
    {
        InboxStatus.Pending => "PENDING",
        InboxStatus.Processed => "PROMOTED",
        InboxStatus.Skipped => "SKIPPED",
        InboxStatus.Failed => "ERROR",
        InboxStatus.Dead => "DEAD",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
    };

    public static InboxStatus Inbox(string word) => word switch
    {
        "PENDING" => InboxStatus.Pending,
        "PROMOTED" => InboxStatus.Processed,
        "SKIPPED" => InboxStatus.Skipped,
        "ERROR" => InboxStatus.Failed,
        "DEAD" => InboxStatus.Dead,
        _ => throw Unknown("inbox status", word),
    };

    public static string Of(FindingKind kind) => kind switch
    {
        FindingKind.Missing => "missing",
        FindingKind.Extra => "extra",
        FindingKind.Changed => "changed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of finding."),
    };

    public static FindingKind Kind(string word) => word switch
    {
        "missing" => FindingKind.Missing,
        "extra" => FindingKind.Extra,
        "changed" => FindingKind.Changed,
        _ => throw Unknown("kind of finding", word),
    };

    public static string Of(FindingResolution resolution) => resolution switch
    {
        FindingResolution.Stored => "stored",
        FindingResolution.Deleted => "deleted",
        FindingResolution.Returned => "returned",
        FindingResolution.Rejected => "rejected",
        FindingResolution.Absent => "absent",
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "Unknown resolution."),
    };

    public static FindingResolution? Resolution(string? word) => word switch
    {
        null => null,
        "stored" => FindingResolution.Stored,
        "deleted" => FindingResolution.Deleted,
        "returned" => FindingResolution.Returned,
        "rejected" => FindingResolution.Rejected,
        "absent" => FindingResolution.Absent,
        _ => throw Unknown("resolution", word),
    };

    private static InvalidOperationException Unknown(string what, string word) => new($"The database holds the {what} '{word}', which this version of the package does not know. Update the package.");
}
