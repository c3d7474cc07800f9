using System.Globalization;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// A date or a time as Follow Up Boss wrote it. The text is kept, so that a time that is not one rejects its own record with a reason instead of failing the page.
/// Shapes: <c>2026-01-15T16:20:29Z</c> (UTC, whole seconds, Documented), <c>2026-03-31</c> (Documented), and offsets such as <c>+00:00</c> (Observed).
/// </summary>
/// <param name="Text">The text as it came.</param>
[JsonConverter(typeof(FubTimeConverter))]
public readonly record struct FubTime(string Text) : IVendorTime
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd",
    ];

    /// <summary>True when the vendor wrote no time: empty text, or zeroes in place of a date.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) || Text is "0000-00-00" or "0000-00-00 00:00:00" or "0000-00-00T00:00:00Z";

    /// <summary>The time in UTC; text without a zone is taken as UTC. Null when the text is not a time.</summary>
    public DateTimeOffset? Instant =>
        DateTimeOffset.TryParseExact(Text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            ? instant
            : null;

    /// <summary>The calendar day as written, without moving it to another zone: the first ten characters. Null when they are not a date.</summary>
    public DateOnly? Date =>
        Text.Length >= 10 && DateOnly.TryParseExact(Text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    DateOnly? IVendorTime.CalendarDay => Date;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
