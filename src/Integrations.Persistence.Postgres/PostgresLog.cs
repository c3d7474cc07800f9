using Microsoft.Extensions.Logging;

namespace Integrations.Persistence.Postgres;

internal static partial class PostgresLog
{
    [LoggerMessage(4000, LogLevel.Information, "Migration {Script} applied to schema {Schema}.")]
    public static partial void Migrated(ILogger logger, string script, string schema);
}
