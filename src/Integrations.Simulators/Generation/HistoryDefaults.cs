namespace Integrations.Simulators;

/// <summary>Where generated data ends when the options do not say.</summary>
internal static class HistoryDefaults
{
    private static readonly DateTimeOffset s_end = new(2026, 1, 15, 16, 0, 0, TimeSpan.Zero);

    /// <summary>What was asked for, else a fixed day, or the start of the clock's day when the clock is earlier.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset? given, TimeProvider clock)
    {
        if (given is { } end) return end;
        var now = clock.GetUtcNow();
        return now >= s_end ? s_end : new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
    }
}
