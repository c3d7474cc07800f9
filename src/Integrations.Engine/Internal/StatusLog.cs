using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

/// <summary>Log messages of the status, events 1080 to 1089.</summary>
internal static partial class StatusLog
{
    [LoggerMessage(1080, LogLevel.Warning, "The state of the work could not be read for the gauges, which keep their last values: {Reason}")]
    public static partial void NotRead(ILogger logger, Exception? exception, string reason);
}
