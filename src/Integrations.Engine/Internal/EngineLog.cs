using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

/// <summary>Log messages of the engine, events 1000 to 1099. No customer data, no secret.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1000, LogLevel.Information, "{Stream} of {Account}: {Mode} read begins, attempt {Attempt}, continued: {IsContinued}")]
    public static partial void RunStarted(ILogger logger, StreamName stream, AccountRef account, SyncMode mode, int attempt, bool isContinued);

    [LoggerMessage(1001, LogLevel.Information, "{Stream} of {Account}: {Outcome} after {Seconds:0.0} s")]
    public static partial void RunFinished(ILogger logger, StreamName stream, AccountRef account, SyncOutcome outcome, double seconds);

    [LoggerMessage(1002, LogLevel.Warning, "{Stream} of {Account} failed ({Code}), next attempt {RetryAt}: {Reason}")]
    public static partial void RunFailed(ILogger logger, Exception? exception, StreamName stream, AccountRef account, string code, string reason, DateTimeOffset? retryAt);

    [LoggerMessage(1003, LogLevel.Warning, "{Stream} of {Account}: the lease is lost, to another worker that continues or to a job that was taken back")]
    public static partial void LeaseLost(ILogger logger, StreamName stream, AccountRef account);

    [LoggerMessage(1004, LogLevel.Warning, "{Stream} of {Account}: its failure could not be stored and is left to the lease's expiry: {Reason}")]
    public static partial void FailureNotStored(ILogger logger, StreamName stream, AccountRef account, string reason);

    [LoggerMessage(1005, LogLevel.Warning, "{Stream} of {Account}: deletions are held: {Reason}")]
    public static partial void SweepHeld(ILogger logger, StreamName stream, AccountRef account, string reason);

    [LoggerMessage(1006, LogLevel.Information, "{Stream} of {Account}: the vendor counts {VendorTotal}, we have {LocalTotal}")]
    public static partial void CountsDiffer(ILogger logger, StreamName stream, AccountRef account, long vendorTotal, long localTotal);

    [LoggerMessage(1007, LogLevel.Warning, "Heartbeat of {Leases} leases failed: {Reason}")]
    public static partial void HeartbeatFailed(ILogger logger, Exception? exception, int leases, string reason);

    [LoggerMessage(1008, LogLevel.Warning, "Worker {Owner} cannot look for {Lane} and will try again: {Reason}")]
    public static partial void WorkerCannotClaim(ILogger logger, Exception? exception, string owner, string lane, string reason);

    [LoggerMessage(1009, LogLevel.Information, "Worker {Owner} stops; {Runs} {Lane} are handed back")]
    public static partial void WorkerStopping(ILogger logger, string owner, int runs, string lane);

    [LoggerMessage(1010, LogLevel.Debug, "Chore {Chore} done after {Seconds:0.0} s")]
    public static partial void ChoreDone(ILogger logger, string chore, double seconds);

    [LoggerMessage(1011, LogLevel.Warning, "Chore {Chore} failed, next attempt {NextAt}: {Reason}")]
    public static partial void ChoreFailed(ILogger logger, Exception? exception, string chore, DateTimeOffset nextAt, string reason);

    [LoggerMessage(1012, LogLevel.Warning, "Chore {Chore}: the lease is lost; another worker does it")]
    public static partial void ChoreLost(ILogger logger, string chore);

    [LoggerMessage(1013, LogLevel.Warning, "Chore {Chore}: its end could not be stored and is left to the lease's expiry: {Reason}")]
    public static partial void ChoreNotSettled(ILogger logger, Exception? exception, string chore, string reason);

    [LoggerMessage(1030, LogLevel.Debug, "{Stream} of {Account}: {Webhooks} webhooks settled, {Records} records read again")]
    public static partial void WebhooksSettled(ILogger logger, StreamName stream, AccountRef account, int webhooks, long records);

    [LoggerMessage(1031, LogLevel.Warning, "{Stream} of {Account}: the records of {Webhooks} webhooks could not be read: {Reason}")]
    public static partial void WebhooksFailed(ILogger logger, Exception? exception, StreamName stream, AccountRef account, int webhooks, string reason);

    [LoggerMessage(1032, LogLevel.Error, "Webhook {Webhook} of {Stream} of {Account} is given up after {Attempts} attempts ({Code}); it is among the failed records and can be replayed: {Reason}")]
    public static partial void WebhookDead(ILogger logger, RowId webhook, StreamName stream, AccountRef account, int attempts, string code, string reason);

    [LoggerMessage(1040, LogLevel.Information, "{Account}: all {Webhooks} webhooks are registered")]
    public static partial void WebhooksRegistered(ILogger logger, AccountRef account, int webhooks);

    [LoggerMessage(1041, LogLevel.Warning, "{Account}: {Failing} of {Webhooks} webhooks are not registered: {Reason}")]
    public static partial void WebhooksFailing(ILogger logger, AccountRef account, int failing, int webhooks, string reason);

    [LoggerMessage(1042, LogLevel.Warning, "{Account}: its webhooks could not be compared with the vendor's: {Reason}")]
    public static partial void WebhookCheckFailed(ILogger logger, AccountRef account, string reason);

    [LoggerMessage(1043, LogLevel.Warning, "Alarm {Rule} for {Account} {Stream}: {What}")]
    public static partial void AlertOpened(ILogger logger, string rule, AccountRef? account, StreamName? stream, string what);

    [LoggerMessage(1014, LogLevel.Warning, "Item {Item} ({Kind}) of {Account} failed ({Code}) and {Verdict}, next attempt {RetryAt}: {Reason}")]
    public static partial void WorkFailed(ILogger logger, Exception? exception, RowId item, string kind, AccountRef account, string? code, WorkVerdict verdict, DateTimeOffset? retryAt, string? reason);

    [LoggerMessage(1015, LogLevel.Warning, "Item {Item} ({Kind}) of {Account}: the lease is lost; another worker does it")]
    public static partial void WorkLost(ILogger logger, RowId item, string kind, AccountRef account);

    [LoggerMessage(1016, LogLevel.Warning, "The ends of {Items} items could not be stored and are left to their leases' expiry: {Reason}")]
    public static partial void WorkNotSettled(ILogger logger, Exception? exception, int items, string reason);

    [LoggerMessage(1017, LogLevel.Warning, "No signals from the database ({Reason}); workers look for work from time to time until it answers")]
    public static partial void SignalsLost(ILogger logger, Exception? exception, string reason);

    [LoggerMessage(1018, LogLevel.Information, "{Stream} of {Account} is not read: {Reason}")]
    public static partial void NotConfigured(ILogger logger, StreamName stream, AccountRef account, string reason);
}
