using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Fub;

/// <summary>Log messages, event ids 3000 to 3099. They name accounts and streams and hold no data of records.</summary>
internal static partial class FubLog
{
    [LoggerMessage(3002, LogLevel.Warning, "Account {Account}: Follow Up Boss refused the list of fields; reading all fields instead")]
    public static partial void FieldsRefused(ILogger logger, AccountRef? account);

    [LoggerMessage(3003, LogLevel.Warning, "Account {Account}: pipelines may not be read with this key; whether a deal's stage is a closed one stays unknown")]
    public static partial void PipelinesForbidden(ILogger logger, AccountRef account);

    [LoggerMessage(3004, LogLevel.Warning, "Follow Up Boss does not let this key read users; the account's time zone and owner stay unknown")]
    public static partial void UsersForbidden(ILogger logger);
}
