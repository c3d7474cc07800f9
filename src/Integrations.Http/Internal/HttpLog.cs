using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Http;

/// <summary>Log messages of this package, event ids 2000 to 2099. None holds a query string, a header value or a body.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(2000, LogLevel.Debug, "{Vendor} answered {Method} {Path} of {Account} with {Status} after {ElapsedMs} ms.")]
    public static partial void Answered(ILogger logger, string vendor, string method, string? path, AccountRef? account, int status, double elapsedMs);

    [LoggerMessage(2001, LogLevel.Debug, "{Vendor} did not answer {Method} {Path} of {Account}: {Error}, after {ElapsedMs} ms.")]
    public static partial void NotAnswered(ILogger logger, string vendor, string method, string? path, AccountRef? account, string error, double elapsedMs);

    [LoggerMessage(2002, LogLevel.Information, "{Vendor}: retry {Attempt} of '{Operation}' for {Account} in {Delay}, because of {Reason}.")]
    public static partial void Retrying(ILogger logger, string vendor, int attempt, string operation, AccountRef? account, TimeSpan delay, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "{Vendor} answered 429 to '{Operation}' of {Account} in rate context {Context}; nobody sends in it for {Block}.")]
    public static partial void Throttled(ILogger logger, string vendor, string operation, AccountRef? account, string context, TimeSpan block);

    [LoggerMessage(2004, LogLevel.Debug, "{Vendor}: '{Operation}' of {Account} waited {Wait} for the rate budget of {Context}.")]
    public static partial void Waited(ILogger logger, string vendor, string operation, AccountRef? account, TimeSpan wait, string context);

    [LoggerMessage(2005, LogLevel.Information, "{Vendor} allows {Permits} requests in {Window} in rate scope {Scope}.")]
    public static partial void LimitLearned(ILogger logger, string vendor, int permits, TimeSpan window, RateScope scope);

    [LoggerMessage(2006, LogLevel.Warning, "{Vendor}: calls of {Account} to {Host} are refused for {Duration}, because too many of them failed.")]
    public static partial void BreakerOpened(ILogger logger, string vendor, AccountRef account, string host, TimeSpan duration);

    [LoggerMessage(2007, LogLevel.Information, "{Vendor}: calls of {Account} to {Host} are made again.")]
    public static partial void BreakerClosed(ILogger logger, string vendor, AccountRef account, string host);

    [LoggerMessage(2008, LogLevel.Information, "{Vendor}: the credential of {Account} was read or renewed after a refusal; the request is sent again.")]
    public static partial void CredentialRenewed(ILogger logger, string vendor, AccountRef? account);

    [LoggerMessage(2009, LogLevel.Warning, "{Vendor} refuses the credential of {Account}, and there is no newer one.")]
    public static partial void CredentialRefused(ILogger logger, string vendor, AccountRef? account);

    [LoggerMessage(2010, LogLevel.Information, "{Vendor}: the credential of {Account} was renewed; it is version {Version} now.")]
    public static partial void RenewalStored(ILogger logger, string vendor, AccountRef account, int version);

    [LoggerMessage(2011, LogLevel.Warning, "{Vendor}: the credential of {Account} could not be renewed ({Reason}); nobody tries again for {Pause}.")]
    public static partial void RenewalFailed(ILogger logger, string vendor, AccountRef account, string reason, TimeSpan pause);

    [LoggerMessage(2012, LogLevel.Information, "{Vendor}: another process has replaced the credential of {Account}; it is version {Version} now.")]
    public static partial void RenewedElsewhere(ILogger logger, string vendor, AccountRef account, int version);

    [LoggerMessage(2013, LogLevel.Information, "Account {Account}, {Stream}: the vendor's change filter works")]
    public static partial void FilterWorks(ILogger logger, AccountRef account, StreamName stream);

    [LoggerMessage(2014, LogLevel.Warning, "Account {Account}, {Stream}: the vendor's change filter does not work ({Reason}); reading by {Fallback} instead")]
    public static partial void FilterBroken(ILogger logger, AccountRef account, StreamName stream, string reason, string fallback);
}
