using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>"Today" as an account's owner means it.</summary>
internal static class AccountClock
{
    /// <summary>Midnight of the account's time zone in UTC; UTC's midnight where the zone is unknown to the vendor or to this machine.</summary>
    public static DateTimeOffset StartOfToday(AccountInfo account, DateTimeOffset now)
    {
        if (account.TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(account.TimeZone, out TimeZoneInfo? zone))
        {
            zone = TimeZoneInfo.Utc;
        }

        DateTime midnight = TimeZoneInfo.ConvertTime(now, zone).Date;

        // A zone that changes its clock at midnight has days without one: the day then starts where the gap ends.
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
