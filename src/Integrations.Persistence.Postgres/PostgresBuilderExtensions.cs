using System.Data.Common;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Puts the library's state into PostgreSQL.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>How many statements a session keeps prepared: those of a host with one vendor, and the most frequent ones of a host with all.</summary>
    private const int PreparedStatements = 100;

    /// <summary>Uses a connection string. The library makes one data source of it and disposes of it with the host.</summary>
    /// <param name="builder">What <c>AddIntegrations()</c> returned.</param>
    /// <param name="connectionString">Npgsql connection string.</param>
    public static IIntegrationsBuilder UsePostgres(this IIntegrationsBuilder builder, string connectionString) => builder.UsePostgres(connectionString, static _ => { });

    /// <summary>Uses a connection string. The library makes one data source of it and disposes of it with the host.</summary>
    /// <param name="builder">What <c>AddIntegrations()</c> returned.</param>
    /// <param name="connectionString">Npgsql connection string.</param>
    /// <param name="configure">Settings.</param>
    /// <exception cref="IntegrationConfigurationException">The text is not a connection string.</exception>
    public static IIntegrationsBuilder UsePostgres(this IIntegrationsBuilder builder, string connectionString, Action<PostgresOptions> configure)
    {
        string checkedText = Checked(connectionString);
        return builder.AddDatabase(s => new PostgresDatabase(DataSource(checkedText), s.GetRequiredService<IOptions<PostgresOptions>>(), ownsDataSource: true), configure);
    }

    /// <summary>Uses a data source of the host, which stays the host's to dispose of.</summary>
    /// <param name="builder">What <c>AddIntegrations()</c> returned.</param>
    /// <param name="dataSource">Data source.</param>
    public static IIntegrationsBuilder UsePostgres(this IIntegrationsBuilder builder, NpgsqlDataSource dataSource) => builder.UsePostgres(dataSource, static _ => { });

    /// <summary>Uses a data source of the host, which stays the host's to dispose of.</summary>
    /// <param name="builder">What <c>AddIntegrations()</c> returned.</param>
    /// <param name="dataSource">Data source.</param>
    /// <param name="configure">Settings.</param>
    public static IIntegrationsBuilder UsePostgres(this IIntegrationsBuilder builder, NpgsqlDataSource dataSource, Action<PostgresOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.UsePostgres(_ => dataSource, configure);
    }

    /// <summary>Uses a data source that the host's services give, for example a keyed one. It stays the host's to dispose of.</summary>
    /// <param name="builder">What <c>AddIntegrations()</c> returned.</param>
    /// <param name="dataSource">Finds the data source.</param>
    public static IIntegrationsBuilder UsePostgres(this IIntegrationsBuilder builder, Func<IServiceProvider, NpgsqlDataSource> dataSource) =>
        builder.UsePostgres(dataSource, static _ => { });

    /// <summary>Uses a data source that the host's services give, for example a keyed one. It stays the host's to dispose of.</summary>
    /// <param name="builder">What <c>AddIntegrations()</c> returned.</param>
    /// <param name="dataSource">Finds the data source.</param>
    /// <param name="configure">Settings.</param>
    public static IIntegrationsBuilder UsePostgres(this IIntegrationsBuilder builder, Func<IServiceProvider, NpgsqlDataSource> dataSource, Action<PostgresOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.AddDatabase(s => new PostgresDatabase(dataSource(s), s.GetRequiredService<IOptions<PostgresOptions>>()), configure);
    }

    private static IIntegrationsBuilder AddDatabase(this IIntegrationsBuilder builder, Func<IServiceProvider, PostgresDatabase> database, Action<PostgresOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        IServiceCollection services = builder.Services;
        services.AddOptions<PostgresOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresOptions>, PostgresOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(database);
        services.TryAddSingleton(static s => new PostgresMigrator(
            s.GetRequiredService<PostgresDatabase>().DataSource,
            s.GetServices<VendorDescriptor>(),
            s.GetRequiredService<IOptions<PostgresOptions>>(),
            s.GetService<ILogger<PostgresMigrator>>() ?? NullLogger<PostgresMigrator>.Instance));
        services.AddDataProtection();
        services.TryAddSingleton<ICredentialProtector, DataProtectionCredentialProtector>();
        services.TryAddSingleton<CredentialCipher>();
        services.TryAddSingleton<VendorCatalog>();
        services.TryAddSingleton<CoreProjections>();
        services.TryAddSingleton(static s => new PostgresAccountStore(
            s.GetRequiredService<PostgresDatabase>(),
            s.GetRequiredService<VendorCatalog>(),
            s.GetRequiredService<CredentialCipher>(),
            s.GetRequiredService<JobWriter>(),
            s.GetRequiredService<WorkNotices>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetService<ILogger<PostgresAccountStore>>() ?? NullLogger<PostgresAccountStore>.Instance));
        services.TryAddSingleton<IAccountStore>(static s => s.GetRequiredService<PostgresAccountStore>());
        services.TryAddSingleton<ICredentialStore>(static s => s.GetRequiredService<PostgresAccountStore>());
        services.TryAddSingleton<IOAuthStateStore, PostgresOAuthStateStore>();
        services.TryAddSingleton<TableRegistry>();
        services.TryAddSingleton<ICredentialRotation>(static s => new PostgresCredentialRotation(
            s.GetRequiredService<PostgresDatabase>(),
            s.GetRequiredService<VendorCatalog>(),
            s.GetRequiredService<CredentialCipher>(),
            s.GetRequiredService<ICredentialProtector>(),
            s.GetRequiredService<IAccountStore>(),
            s.GetService<ILogger<PostgresCredentialRotation>>() ?? NullLogger<PostgresCredentialRotation>.Instance));
        services.TryAddSingleton<IStatusStore, PostgresStatusStore>();
        services.TryAddSingleton<IAccountErasure>(static s => new PostgresAccountErasure(
            s.GetRequiredService<PostgresDatabase>(),
            s.GetRequiredService<VendorCatalog>(),
            s.GetRequiredService<TableRegistry>(),
            s.GetServices<IErasurePreparation>(),
            s.GetServices<ICredentialCache>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetService<ILogger<PostgresAccountErasure>>() ?? NullLogger<PostgresAccountErasure>.Instance));
        services.AddStores();
        return builder;
    }

    /// <summary>
    /// Sessions that compile no statements: ours look thousands of rows up one by one, which the planner holds for long work, and compiling takes longer than most of them run.
    /// </summary>
    private static NpgsqlDataSource DataSource(string connectionString)
    {
        const string Sql = "set jit = off";
        NpgsqlDataSourceBuilder builder = new(connectionString);
        builder.UsePhysicalConnectionInitializer(
            static connection =>
            {
                using NpgsqlCommand command = connection.Command(Sql);
                command.ExecuteNonQuery();
            },
            static connection => connection.ExecuteAsync(Sql, [], CancellationToken.None));
        return builder.Build();
    }

    /// <summary>True when a text names a setting, with or without blanks in its name.</summary>
    private static bool IsGiven(string connectionString, string setting) =>
        new DbConnectionStringBuilder { ConnectionString = connectionString }.Keys.Cast<string>().Any(k => k.Replace(" ", "", StringComparison.Ordinal).Equals(setting, StringComparison.OrdinalIgnoreCase));

    private static string Checked(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        try
        {
            // Nothing in here leaves state behind in a session. A reset when a connection goes back to the pool would throw away the plans of our functions and foreign keys, which then cost more
            // than what they do.
            NpgsqlConnectionStringBuilder builder = new(connectionString) { NoResetOnClose = true };
            if (!IsGiven(connectionString, nameof(builder.MaxAutoPrepare)))
            {
                builder.MaxAutoPrepare = PreparedStatements;
            }

            return builder.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // The cause is left out: its text may repeat a part of the connection string.
            throw new IntegrationConfigurationException(
                "The text given to UsePostgres is not an Npgsql connection string. Expected, for example, 'Host=db.example.com;Database=app;Username=app;Password=...'.");
        }
    }
}
