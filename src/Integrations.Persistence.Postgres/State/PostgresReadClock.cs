using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// The clock of the server, asked for twice a minute and counted on from there, so that a step of the host's clock does not show. It lags by at most the way to the server: reads that were asked for closer
/// together than that may change places.
/// </summary>
internal sealed class PostgresReadClock(PostgresDatabase database, TimeProvider time) : IReadClock
{
    private static readonly TimeSpan _validity = TimeSpan.FromSeconds(30);

    private Reading? _last;

    public async ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default)
    {
        // A clock that the host has replaced is the host's will.
        if (!ReferenceEquals(time, TimeProvider.System))
        {
            return time.GetUtcNow();
        }

        if (_last is not { } reading || time.GetElapsedTime(reading.At) >= _validity)
        {
            _last = reading = await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        return reading.Time + time.GetElapsedTime(reading.At);
    }

    private Task<Reading> ReadAsync(CancellationToken cancellationToken) => database.OnConnectionAsync(
        async connection =>
        {
            List<DateTimeOffset> now = await connection.ListAsync("select clock_timestamp()", [], static r => r.GetFieldValue<DateTimeOffset>(0), cancellationToken).ConfigureAwait(false);
            return new Reading(now[0], time.GetTimestamp());
        },
        cancellationToken);

    /// <param name="Time">Time of the server.</param>
    /// <param name="At">Time stamp of this process when it was there.</param>
    private sealed record Reading(DateTimeOffset Time, long At);
}
