using System.Collections;
using System.Globalization;

namespace Integrations.Docs.Tests;

/// <summary>How the documentation writes values.</summary>
internal static class Shown
{
    private static readonly (long Ticks, string Unit)[] s_units =
        [(TimeSpan.TicksPerDay, "d"), (TimeSpan.TicksPerHour, "h"), (TimeSpan.TicksPerMinute, "min"), (TimeSpan.TicksPerSecond, "s"), (TimeSpan.TicksPerMillisecond, "ms")];

    public static string Value(object? value) => value switch
    {
        null => "none",
        Guid id when id == Guid.Empty => "none",
        bool truth => truth ? "true" : "false",
        TimeSpan span => Span(span),
        int bytes and >= 1 << 20 when bytes % (1 << 20) == 0 => $"{bytes >> 20} MiB",
        long bytes and >= 1 << 20 when bytes % (1 << 20) == 0 => $"{bytes >> 20} MiB",
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        string text => text,
        IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>()) : "empty",
        _ when value.GetType().Name.EndsWith("Options", StringComparison.Ordinal) => value.GetType().Name,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>In the largest unit that divides it.</summary>
    public static string Span(TimeSpan span)
    {
        (long ticks, string unit) = s_units.First(u => span.Ticks % u.Ticks == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{span.Ticks / ticks} {unit}");
    }
}
