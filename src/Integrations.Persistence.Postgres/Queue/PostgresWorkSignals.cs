using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Listens to the notifications on a connection of its own.</summary>
internal sealed class PostgresWorkSignals(PostgresDatabase database, WorkNotices notices) : IWorkSignals
{
    /// <summary>How long a connection may be silent before it is asked whether it is still there.</summary>
    private const int SilenceMilliseconds = 60_000;

    public Task ListenAsync(Action onListening, Action<string> onSignal, CancellationToken cancellationToken) => database.OnConnectionAsync<bool>(
        async connection =>
        {
            connection.Notification += (_, notice) =>
            {
                if (notices.Topic(notice.Payload) is { } topic)
                {
                    onSignal(topic);
                }
            };
            await connection.ExecuteAsync($"listen {WorkNotices.Channel}", [], cancellationToken).ConfigureAwait(false);
            onListening();
            try
            {
                while (true)
                {
                    if (!await connection.WaitAsync(SilenceMilliseconds, cancellationToken).ConfigureAwait(false))
                    {
                        await connection.ExecuteAsync("select 1", [], cancellationToken).ConfigureAwait(false);
                    }
                }
            }
            finally
            {
                // The connection goes back to the pool: it must not collect notifications there.
                if (connection.FullState == System.Data.ConnectionState.Open)
                {
                    await connection.ExecuteAsync("unlisten *", [], CancellationToken.None).ConfigureAwait(false);
                }
            }
        },
        cancellationToken);
}
