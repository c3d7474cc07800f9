using Integrations.Http;
using Microsoft.Extensions.Options;

namespace Integrations.Fub;

/// <summary>Rules of <see cref="FubOptions"/> that attributes cannot say. Messages name the property, never its value.</summary>
internal sealed class FubOptionsRules : IValidateOptions<FubOptions>
{
    private static readonly TimeSpan ShortestOverlap = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(366);

    public ValidateOptionsResult Validate(string? name, FubOptions options)
    {
        var failures = new List<string>();
        Check(options.BaseAddress is null || WireRules.IsSafe(options.BaseAddress), "BaseAddress must be an absolute https address, or http to this machine.");
        Check(string.IsNullOrWhiteSpace(options.SystemName) == string.IsNullOrWhiteSpace(options.SystemKey), "SystemName and SystemKey must be set together.");
        Check(WireRules.IsHeaderValue(options.SystemName), "SystemName must not hold control characters or characters beyond ASCII.");
        Check(WireRules.IsHeaderValue(options.SystemKey), "SystemKey must not hold control characters or characters beyond ASCII.");
        Check(string.IsNullOrWhiteSpace(options.OAuth.ClientId) == string.IsNullOrWhiteSpace(options.OAuth.ClientSecret), "OAuth.ClientId and OAuth.ClientSecret must be set together.");
        Check(WireRules.IsHeaderValue(options.OAuth.ClientId) && !(options.OAuth.ClientId?.Contains(':', StringComparison.Ordinal) ?? false), "OAuth.ClientId must be ASCII without control characters and colons.");
        Check(WireRules.IsHeaderValue(options.OAuth.ClientSecret), "OAuth.ClientSecret must not hold control characters or characters beyond ASCII.");
        Check(WireRules.IsSafe(options.OAuth.AuthorizeAddress), "OAuth.AuthorizeAddress must be an absolute https address, or http to this machine.");
        Check(WireRules.IsSafe(options.OAuth.TokenAddress), "OAuth.TokenAddress must be an absolute https address, or http to this machine.");
        Check(options.OAuth.SignInLifetime >= TimeSpan.FromMinutes(1) && options.OAuth.SignInLifetime <= TimeSpan.FromDays(1), "OAuth.SignInLifetime must be one minute to one day.");
        Check(options.Overlap >= ShortestOverlap && options.Overlap <= LongestOverlap, "Overlap must be 2 seconds to 30 days.");
        Check(options.TrailingWindow >= options.Overlap && options.TrailingWindow <= LongestWindow, "TrailingWindow must be at least Overlap and at most 366 days.");
        Check(options.SelfTestInterval >= TimeSpan.FromMinutes(1), "SelfTestInterval must be at least one minute.");
        Check(options.CallsStrategy != DeltaReading.SortedWalk, "CallsStrategy must not be SortedWalk: calls cannot be sorted by change.");
        Check(options.AppointmentsStrategy != DeltaReading.SortedWalk, "AppointmentsStrategy must not be SortedWalk: appointments cannot be sorted by change.");
        Check(options.EventsStrategy != DeltaReading.SortedWalk, "EventsStrategy must not be SortedWalk: events cannot be sorted by change.");
        Check(options.NotesStrategy != DeltaReading.SortedWalk, "NotesStrategy must not be SortedWalk: notes cannot be sorted by change.");
        Check(options.TasksStrategy != DeltaReading.SortedWalk, "TasksStrategy must not be SortedWalk: tasks cannot be sorted by change.");
        Check(options.PeopleStrategy != DeltaReading.IdTail, "PeopleStrategy must not be IdTail: edits of older people would be missed.");
        Check(
            Strategies(options).All(Enum.IsDefined),
            "PeopleStrategy, CallsStrategy, AppointmentsStrategy, EventsStrategy, NotesStrategy and TasksStrategy must be values of DeltaReading.");
        Check(options.HiddenContentMarkers.All(static m => !string.IsNullOrWhiteSpace(m)), "HiddenContentMarkers must not hold blank texts.");
        Check(Enum.IsDefined(options.TextMessageMode), "TextMessageMode must be a value of FubTextMessageMode.");
        Check(
            options.TextMessageMode != FubTextMessageMode.PerNumber || (options.UserFields?.Contains("calling", StringComparison.Ordinal) ?? false),
            "UserFields must name calling when TextMessageMode is PerNumber.");
        Check(Enum.IsDefined(options.CommissionKeys), "CommissionKeys must be a value of FubCommissionKeys.");
        Check(options.TextMessageConcurrency is >= 1 and <= 64, "TextMessageConcurrency must be 1 to 64.");
        Check(options.RateLimits.Values.All(static permits => permits > 0), "RateLimits must be positive.");
        Check(options.SystemRateLimits.Values.All(static permits => permits > 0), "SystemRateLimits must be positive.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool holds, string message)
        {
            if (!holds)
            {
                failures.Add("FubOptions: " + message);
            }
        }
    }

    private static DeltaReading[] Strategies(FubOptions options) =>
        [options.PeopleStrategy, options.CallsStrategy, options.AppointmentsStrategy, options.EventsStrategy, options.NotesStrategy, options.TasksStrategy];
}
