namespace Integrations.Abstractions;

/// <summary>
/// Permits whose requests may have reached the vendor later than the margin allows: their answers came that late. A vendor counts a request when it arrives, so such a permit
/// counts from its answer and not from its grant.
/// </summary>
public sealed record RateLateness
{
    /// <summary>The scope.</summary>
    public required RateScope Scope { get; init; }

    /// <summary>How long ago each permit came from the store.</summary>
    public required IReadOnlyList<TimeSpan> Granted { get; init; }

    /// <summary>How long ago they count as granted from now on: the margin of the window, so that they end a window after their answers.</summary>
    public required TimeSpan CountFrom { get; init; }
}
