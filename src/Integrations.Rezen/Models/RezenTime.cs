using System.Globalization;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// A date or a time as reZEN wrote it. The text is kept, so that a time that is not one rejects its own record with a reason instead of failing the page. Shapes: <c>1776722231967</c>
/// (epoch milliseconds, UTC, Observed), <c>2026-04-20</c> (a date without zone, Observed), and, as one client accepts them, epoch seconds, digits as text and ISO times (Observed once).
/// </summary>
/// <param name="Text">The text as it came.</param>
[JsonConverter(typeof(RezenTimeConverter))]
public readonly record struct RezenTime(string Text) : IVendorTime
{
    /// <summary>Below it a number is seconds, from it on milliseconds: 2001 in the one unit and the year 33658 in the other.</summary>
    private const decimal FirstMilliseconds = 1_000_000_000_000;

    private static readonly decimal s_earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly decimal s_latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static readonly string[] s_formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"];

    /// <summary>True when the vendor wrote no time.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);

    /// <summary>The time in UTC; text without a zone is taken as UTC. Null when the text is not a time.</summary>
    public DateTimeOffset? Instant
    {
        get
        {
            if (!decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
            {
                return DateTimeOffset.TryParseExact(Text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant) ? instant : null;
            }

            decimal milliseconds = Math.Abs(number) < FirstMilliseconds ? number * 1000 : number;
            return milliseconds >= s_earliest && milliseconds <= s_latest ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
        }
    }

    /// <summary>The calendar day: as written where it is a date, otherwise the day of the time in UTC, because <c>closedAt</c> is midnight UTC of its day (Observed). Null when the text is neither.</summary>
    public DateOnly? Date =>
        Text.Length >= 10 && DateOnly.TryParseExact(Text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date
        : Instant is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime)
        : null;

    DateOnly? IVendorTime.CalendarDay => Date;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
