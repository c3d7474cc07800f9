using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Persistence.Postgres;

internal static partial class PostgresLog
{
    [LoggerMessage(4000, LogLevel.Information, "Migration {Script} applied to schema {Schema}.")]
    public static partial void Migrated(ILogger logger, string script, string schema);

    [LoggerMessage(4001, LogLevel.Warning, "Derived rows of account {Account} differ from what they are made of (ratio {Ratio}): {Difference} Ask core_check.")]
    public static partial void DerivedDiffers(ILogger logger, AccountRef account, string difference, string? ratio);

    [LoggerMessage(4002, LogLevel.Warning, "Derived rows of account {Account} could not be made anew; the chore derived_tables tries again.")]
    public static partial void DerivedFailed(ILogger logger, AccountRef account, Exception exception);
}
