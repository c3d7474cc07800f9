using Integrations.Abstractions;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>A database of its own for one test class.</summary>
public class TestDatabase : IAsyncLifetime
{
    private ThrowawayDatabase? _database;
    private NpgsqlDataSource? _dataSource;

    public NpgsqlDataSource DataSource => _dataSource!;

    public string ConnectionString => _database!.ConnectionString;

    public virtual async ValueTask InitializeAsync()
    {
        _database = await SharedPostgres.CreateDatabaseAsync("sql");
        _dataSource = NpgsqlDataSource.Create(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await DataSource.DisposeAsync();
        await _database!.DisposeAsync();
    }

    public PostgresMigrator Migrator(PostgresOptions? options = null, params VendorDescriptor[] vendors) =>
        new(DataSource, vendors, Options.Create(options ?? new PostgresOptions()), NullLogger<PostgresMigrator>.Instance);

    /// <summary>The services as a host registers them.</summary>
    public ServiceProvider Services(Action<IServiceCollection>? configure = null)
    {
        ServiceCollection services = new();
        configure?.Invoke(services);
        services.AddSingleton(TestFub.Descriptor);
        new Builder(services).UsePostgres(DataSource);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>The services of a host that gives a connection string.</summary>
    public ServiceProvider ServicesOfConnectionString(string furtherSettings = "")
    {
        ServiceCollection services = new();
        services.AddSingleton(TestFub.Descriptor);
        new Builder(services).UsePostgres(ConnectionString + furtherSettings);
        return services.BuildServiceProvider();
    }

    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using NpgsqlCommand command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using NpgsqlCommand command = Command(sql, parameters);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Every row as text: the values, separated by a bar.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql, params object[] parameters)
    {
        await using NpgsqlCommand command = Command(sql, parameters);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        NpgsqlCommand command = DataSource.CreateCommand(sql);
        foreach (object parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }

    private sealed class Builder(IServiceCollection services) : IIntegrationsBuilder
    {
        public IServiceCollection Services { get; } = services;
    }
}
