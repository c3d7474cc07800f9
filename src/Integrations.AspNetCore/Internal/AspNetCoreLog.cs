using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.AspNetCore;

/// <summary>Log messages, events 5000 to 5099. No token, no body, no address of a sender.</summary>
internal static partial class AspNetCoreLog
{
    [LoggerMessage(5000, LogLevel.Information, "A webhook for {Vendor} came with an unknown token; nothing was stored")]
    public static partial void UnknownToken(ILogger logger, string vendor);

    [LoggerMessage(5001, LogLevel.Warning, "A webhook for {Account} came with a missing or wrong signature; nothing was stored")]
    public static partial void BadSignature(ILogger logger, AccountRef account);

    [LoggerMessage(5002, LogLevel.Warning, "A webhook for {Account} is larger than {Limit} bytes; nothing was stored")]
    public static partial void TooLarge(ILogger logger, AccountRef account, int limit);

    [LoggerMessage(5003, LogLevel.Warning, "A signed webhook of {Account} cannot be read by this version; it was kept: {Reason}")]
    public static partial void NotUnderstood(ILogger logger, AccountRef account, string reason);

    [LoggerMessage(5004, LogLevel.Warning, "A webhook for {Account} is no JSON that can be stored; nothing was stored")]
    public static partial void Unreadable(ILogger logger, AccountRef account);

    [LoggerMessage(5005, LogLevel.Error, "A webhook for {Vendor} could not be taken and the vendor was asked to send it again: {Reason}")]
    public static partial void NotTaken(ILogger logger, Exception? exception, string vendor, string reason);

    [LoggerMessage(5006, LogLevel.Warning, "{Account} sends more webhooks than may be taken; the vendor was asked to send them again")]
    public static partial void Throttled(ILogger logger, AccountRef account);
}
