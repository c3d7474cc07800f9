namespace Integrations.Testing;

/// <summary>
/// One <see cref="ThrowawayPostgres"/> for the whole test process, started by whoever asks first. Use it from any test class, or through <see cref="PostgresFixture"/> so that it
/// is stopped when the last test is done; without the fixture the end of the process stops it.
/// </summary>
public static class SharedPostgres
{
    private static readonly SemaphoreSlim s_gate = new(1, 1);
    private static Task<ThrowawayPostgres>? s_server;

    /// <summary>The shared server. When it cannot be started, every caller gets the same error.</summary>
    /// <param name="cancellationToken">Stops the wait, not the start, which others wait for too.</param>
    public static async Task<ThrowawayPostgres> GetAsync(CancellationToken cancellationToken = default)
    {
        Task<ThrowawayPostgres> server;
        await s_gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            server = s_server ??= ThrowawayPostgres.StartAsync(cancellationToken: CancellationToken.None);
        }
        finally
        {
            s_gate.Release();
        }

        return await server.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a database on the shared server, typically one per test class.</summary>
    /// <param name="name">Readable part of the name. Null for none.</param>
    /// <param name="template">Database to copy. Null for an empty one.</param>
    /// <param name="cancellationToken">Stops the creation.</param>
    public static async Task<ThrowawayDatabase> CreateDatabaseAsync(string? name = null, ThrowawayDatabase? template = null, CancellationToken cancellationToken = default)
    {
        var server = await GetAsync(cancellationToken).ConfigureAwait(false);
        return await server.CreateDatabaseAsync(name, template, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the shared server when one was started; the next caller would start another.</summary>
    /// <param name="cancellationToken">Stops the wait for a start that is under way.</param>
    public static async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await s_gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (s_server is { IsFaulted: false } server)
            {
                await (await server.WaitAsync(cancellationToken).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }

            s_server = null;
        }
        finally
        {
            s_gate.Release();
        }
    }
}
