namespace Integrations.Abstractions;

/// <summary>
/// The time by which reads are put in order (invariant I4): one for all processes on a database, so that hosts whose clocks differ agree on whose content is newer.
/// </summary>
public interface IReadClock
{
    /// <summary>The time right before a question to the vendor.</summary>
    /// <exception cref="IntegrationUnavailableException">The database is away.</exception>
    ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default);
}
