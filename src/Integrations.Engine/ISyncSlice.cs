using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>
/// One bounded piece of everything that the hosted workers do: planning, steps of streams, items of the queue, periodic chores. For a cron job, a function or a scheduler of your own instead of
/// <c>AddWorkers</c>. Any number of slices may run at once, beside hosted workers too.
/// </summary>
public interface ISyncSlice
{
    /// <summary>Works until nothing is due or the time is up. What is not done by then is handed back and goes on from its cursor in the next slice.</summary>
    /// <param name="limit">How long it may work. Writing what was read, and handing back, take a moment longer: leave room of a few seconds before your host's own limit.</param>
    /// <param name="cancellationToken">Stops it earlier, in the same way.</param>
    /// <exception cref="IntegrationUnavailableException">The database is away.</exception>
    Task<SliceResult> RunSliceAsync(TimeSpan limit, CancellationToken cancellationToken = default);
}
