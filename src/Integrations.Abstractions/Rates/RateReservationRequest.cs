namespace Integrations.Abstractions;

/// <summary>Asks for a block of permits.</summary>
public sealed record RateReservationRequest
{
    /// <summary>All scopes that the requests fall under; each permit counts in every one of them. Not empty, no scope twice.</summary>
    public required IReadOnlyList<RateScopeDemand> Scopes { get; init; }

    /// <summary>Permits wanted. At least 1.</summary>
    public int Permits { get; init; } = 1;

    /// <summary>
    /// Part of the window, 0 to 1, by which a permit is counted longer than the window. The vendor counts by the time of arrival and we by the time of sending; the margin
    /// takes up the difference between a slow and a fast way.
    /// </summary>
    public double Margin { get; init; }
}
