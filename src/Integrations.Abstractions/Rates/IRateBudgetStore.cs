namespace Integrations.Abstractions;

/// <summary>
/// Keeps the vendors' allowances and what of them is used (invariant I12). The implementation in memory bounds one process; one on a database bounds all processes that share it.
/// <para>
/// The rule to keep for every scope with a known limit: within any window of <see cref="RateLimit.Window"/> at most <see cref="RateLimit.Permits"/> permits are granted. A permit
/// counts from its grant for the window plus the margin; one whose request was late, from its answer for the window.
/// </para>
/// </summary>
public interface IRateBudgetStore
{
    /// <summary>
    /// Grants as many permits as all scopes have free, up to the number wanted, in one step: either a permit counts in every scope or in none. Never waits for a permit.
    /// One call is one round trip, however many permits it asks.
    /// </summary>
    ValueTask<RateReservation> ReserveAsync(RateReservationRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes in what an answer said. Called only when it says something that the grant did not know: another limit, a smaller rest than our own use explains, the end of
    /// foreign use, or a block.
    /// <para>
    /// With <see cref="RateReport.Remaining"/> and <see cref="RateReport.Granted"/> the store works out how much others use with the same credential. At most: limit − remaining − used
    /// at the grant. At least: that, less what was granted since. Neither is below zero. Nothing is held back until the least is above zero; for one window from then on, the
    /// most is held back, since doubt then counts as theirs. What is held back ends one window (and margin) after the last report.
    /// </para>
    /// </summary>
    ValueTask ReportAsync(RateReport report, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets permits count longer whose requests were late: each is taken from the youngest grant that is as old as it says, and added anew when that grant has left the window. A scope
    /// without a known limit ignores it.
    /// </summary>
    ValueTask DelayAsync(RateLateness late, CancellationToken cancellationToken = default);
}
