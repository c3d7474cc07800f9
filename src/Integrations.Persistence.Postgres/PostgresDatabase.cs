using Integrations.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>The host's data source with the library's schema. What every store of this package takes.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable, IDisposable
{
    private readonly bool _ownsDataSource;

    /// <param name="dataSource">Where the tables are.</param>
    /// <param name="options">Settings.</param>
    /// <param name="ownsDataSource">True when this package made the data source and must dispose of it; a host's own is left alone.</param>
    public PostgresDatabase(NpgsqlDataSource dataSource, IOptions<PostgresOptions> options, bool ownsDataSource = false)
    {
        DataSource = dataSource;
        Options = options.Value;
        Schema = new SchemaName(Options.Schema);
        _ownsDataSource = ownsDataSource;
    }

    public NpgsqlDataSource DataSource { get; }

    public PostgresOptions Options { get; }

    public SchemaName Schema { get; }

    /// <summary>When sessions make their plans anew.</summary>
    public SessionPlans Plans { get; } = new();

    /// <summary>Puts the schema into an SQL text.</summary>
    public string Sql(string template) => Schema.Sql(template);

    /// <summary>Runs some work on a connection. A database that is away becomes an error that the engine waits out.</summary>
    /// <exception cref="IntegrationUnavailableException">The database is away.</exception>
    public Task<T> OnConnectionAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) =>
        PostgresFailures.GuardAsync(this, account: null, stream: null, async () =>
        {
            NpgsqlConnection connection = await DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await work(connection).ConfigureAwait(false);
            }
        });

    public ValueTask DisposeAsync() => _ownsDataSource ? DataSource.DisposeAsync() : ValueTask.CompletedTask;

    public void Dispose()
    {
        if (_ownsDataSource)
        {
            DataSource.Dispose();
        }
    }
}
