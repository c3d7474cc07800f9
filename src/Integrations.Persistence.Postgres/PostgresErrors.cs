using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Errors of the database in the library's words. Names host, database and user; never the password.</summary>
internal static class PostgresErrors
{
    public static IntegrationException Unreachable(NpgsqlDataSource dataSource, Exception error)
    {
        NpgsqlConnectionStringBuilder target = new(dataSource.ConnectionString);
        string where = $"PostgreSQL at {target.Host}:{target.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}, database '{target.Database}', user '{target.Username}'";
        return error switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => new IntegrationConfigurationException(
                $"{where} refuses the user. Check user and password of the connection string given to UsePostgres.", inner: error),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new IntegrationConfigurationException(
                $"{where}: the database does not exist. Create it, or correct the connection string given to UsePostgres.", inner: error),
            _ => new IntegrationUnavailableException(
                $"{where} cannot be reached. Start the server, or correct the connection string given to UsePostgres.", inner: error),
        };
    }
}
