using System.Globalization;
using System.Net.Http.Headers;

namespace Integrations.Http;

/// <summary>Reads <c>Retry-After</c>.</summary>
internal static class RetryAfter
{
    /// <summary>No vendor means more than this; a larger number is a mistake or another unit.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>
    /// The time to wait, by the vendor's own clock: a date is taken against the answer's <c>Date</c>, so that our clock may differ from the vendor's. Null when the header is absent
    /// or impossible: in the past, beyond a week, or neither a number nor a date.
    /// </summary>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out HeaderStringValues values))
        {
            return null;
        }

        string text = values.ToString().Trim();
        TimeSpan? wait = null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds >= 0 && seconds <= Longest.TotalSeconds)
        {
            wait = TimeSpan.FromSeconds(seconds);
        }
        else if (RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? parsed) && parsed.Date is { } date)
        {
            wait = date - (response.Headers.Date ?? now);
        }

        return wait is { } found && found >= TimeSpan.Zero && found <= Longest ? found : null;
    }
}
