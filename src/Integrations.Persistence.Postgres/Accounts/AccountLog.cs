using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Persistence.Postgres;

internal static partial class AccountLog
{
    [LoggerMessage(4020, LogLevel.Information, "Account {Account} connected; onboarding job {Job}.")]
    public static partial void ConnectedAnew(ILogger logger, AccountRef account, SyncJobId job);

    [LoggerMessage(4021, LogLevel.Information, "Account {Account} connected again; its credential is replaced, its data and cursors stay.")]
    public static partial void ConnectedAgain(ILogger logger, AccountRef account);

    [LoggerMessage(4022, LogLevel.Warning, "Account {Account} is {Status} now.")]
    public static partial void StatusChanged(ILogger logger, AccountRef account, AccountStatus status);

    [LoggerMessage(4023, LogLevel.Warning, "Account {Account} is being erased; its runs have lost their leases.")]
    public static partial void Erasing(ILogger logger, AccountRef account);

    [LoggerMessage(4024, LogLevel.Warning, "Account {Account} is erased: {Rows} rows of {Tables} tables.")]
    public static partial void Erased(ILogger logger, AccountRef account, long rows, int tables);

    [LoggerMessage(4025, LogLevel.Information, "Secrets are encrypted with key {Key}: {Encrypted} anew; {Unreadable} accounts are unreadable, {Remaining} secrets remain with other keys.")]
    public static partial void Rotated(ILogger logger, string key, long encrypted, long unreadable, long remaining);
}
