namespace Integrations.Http;

/// <summary>A date or a time as a vendor wrote it, whose text is kept, so that one that cannot be read rejects its own record with a reason instead of failing the page.</summary>
public interface IVendorTime
{
    /// <summary>True when the vendor wrote no time.</summary>
    bool IsEmpty { get; }

    /// <summary>The time in UTC. Null when the text is not a time.</summary>
    DateTimeOffset? Instant { get; }

    /// <summary>The calendar day. Null when the text does not name one.</summary>
    DateOnly? CalendarDay { get; }
}
