namespace Integrations.Testing;

/// <summary>A database of a <see cref="ThrowawayPostgres"/>. Disposing drops it; connections that are still open are ended.</summary>
public sealed class ThrowawayDatabase : IAsyncDisposable
{
    private readonly ThrowawayPostgres _server;

    internal ThrowawayDatabase(ThrowawayPostgres server, string name, string connectionString)
    {
        _server = server;
        Name = name;
        ConnectionString = connectionString;
    }

    /// <summary>Name on the server, unique there, lower case.</summary>
    public string Name { get; }

    /// <summary>Connection string of this database, with rights to do anything in it.</summary>
    public string ConnectionString { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _server.DropAsync(this, CancellationToken.None).ConfigureAwait(false);
}
