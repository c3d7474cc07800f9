using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>
/// Asks reZEN, with one key, which of the configured services and paths answer. Reads only, at most one row of each list, and tells names and statuses but no value of any answer. For the first hour with a real key: much of
/// what this package knows of the vendor is second hand.
/// </summary>
public interface IRezenProbe
{
    /// <summary>Asks everything that is configured, one request after the other.</summary>
    /// <param name="credential">A key that need not be stored.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>One result for each path, also for those that fail.</returns>
    Task<IReadOnlyList<RezenProbeResult>> RunAsync(VendorCredential credential, CancellationToken cancellationToken = default);
}
