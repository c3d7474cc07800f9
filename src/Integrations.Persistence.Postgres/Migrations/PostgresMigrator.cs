using System.Text;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Postgresql;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Makes and upgrades the tables of the library in the host's database: the common ones and those of the registered vendors, nothing else. Scripts run forward only, each in one
/// transaction and once; any number of processes may migrate at the same time.
/// </summary>
public sealed class PostgresMigrator
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly SchemaName _schema;
    private readonly PostgresOptions _options;
    private readonly VendorDescriptor[] _vendors;
    private readonly ILogger _logger;

    /// <summary>Creates a migrator.</summary>
    /// <param name="dataSource">Where to migrate. Its user must own the schema, or be allowed to create it.</param>
    /// <param name="vendors">The registered vendors.</param>
    /// <param name="options">Settings.</param>
    /// <param name="logger">Logger.</param>
    public PostgresMigrator(NpgsqlDataSource dataSource, IEnumerable<VendorDescriptor> vendors, IOptions<PostgresOptions> options, ILogger<PostgresMigrator> logger)
    {
        _dataSource = dataSource;
        _options = options.Value;
        _schema = new SchemaName(_options.Schema);
        _vendors = [.. vendors];
        _logger = logger;
    }

    /// <summary>Runs the scripts that have not run yet.</summary>
    /// <returns>Names of the scripts that this call ran, for example <c>common/0001_types.sql</c>. Empty when the schema was up to date.</returns>
    /// <exception cref="IntegrationUnavailableException">The database cannot be reached.</exception>
    /// <exception cref="IntegrationConfigurationException">The database refuses the user, the database does not exist, or a script fails; the message says which.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<MigrationScript> scripts = Scripts();
        await CheckConnectionAsync(cancellationToken).ConfigureAwait(false);

        List<string> done = [];
        foreach (MigrationScript script in scripts)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The migration library is synchronous: it gets a thread of its own, not the caller's.
            if (await Task.Run(() => Run(script), cancellationToken).ConfigureAwait(false))
            {
                PostgresLog.Migrated(_logger, script.Name, _schema.Name);
                done.Add(script.Name);
            }
        }

        return done;
    }

    /// <summary>The scripts that <see cref="MigrateAsync"/> would run. Runs nothing. A reader's rights are enough.</summary>
    /// <exception cref="IntegrationUnavailableException">The database cannot be reached.</exception>
    /// <exception cref="IntegrationConfigurationException">The database refuses the user, or does not exist.</exception>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken = default)
    {
        IEnumerable<string> wanted = Scripts().Select(static s => s.Name);
        await CheckConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            NpgsqlConnection connection = await _dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                List<string> done = await connection.ListAsync(_schema.Sql("select name from $schema$.schema_migrations"), [], static r => r.GetString(0), cancellationToken).ConfigureAwait(false);
                return [.. wanted.Except(done, StringComparer.Ordinal)];
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return [.. wanted];
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw PostgresErrors.Unreachable(_dataSource, e);
        }
    }

    /// <summary>The same scripts as one SQL text, for hosts that migrate with tools of their own. Runs nothing and needs no connection. For an empty schema.</summary>
    public string Script()
    {
        StringBuilder text = new();
        text.Append("begin;\n").Append(_schema.Sql(MigrationJournal.TableSql)).Append("\ncommit;\n");
        foreach (MigrationScript script in Scripts())
        {
            text.Append("\n-- ").Append(script.Name).Append("\nbegin;\n")
                .Append(_schema.Sql(script.Text))
                .Append(_schema.Sql($"insert into $schema$.schema_migrations (name) values ('{script.Name}');"))
                .Append("\ncommit;\n");
        }

        return text.ToString();
    }

    private IReadOnlyList<MigrationScript> Scripts()
    {
        IReadOnlyList<MigrationScript> scripts = MigrationScripts.For(_vendors.Select(static v => v.Name));
        if (!_options.RowLevelSecurity)
        {
            return scripts;
        }

        using var database = new PostgresDatabase(_dataSource, Options.Create(_options));
        return [.. scripts, RowSecurity.Script(new TableRegistry(new VendorCatalog(_vendors, database), database))];
    }

    /// <summary>One engine run per script: its single transaction holds the lock, the look into the journal, the script and the journal's new row.</summary>
    private bool Run(MigrationScript script)
    {
        int timeout = (int)Math.Ceiling(_options.MigrationTimeout.TotalSeconds);
        UpgradeEngineBuilder builder = PostgresqlExtensions.PostgresqlDatabase(new PostgresqlConnectionManager(_dataSource))
            .WithScript(new SqlScript(script.Name, _schema.Sql(script.Text)))
            .WithTransaction()
            .WithVariablesDisabled()
            .WithExecutionTimeout(TimeSpan.FromSeconds(timeout))
            .LogToNowhere();
        builder.Configure(c => c.Journal = new MigrationJournal(() => c.ConnectionManager, _schema, timeout));

        DatabaseUpgradeResult result = builder.Build().PerformUpgrade();
        return result.Successful ? result.Scripts.Any() : throw Failure(script, result.Error);
    }

    private async Task CheckConnectionAsync(CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlConnection connection = await _dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                if (connection.PostgreSqlVersion.Major < 15)
                {
                    throw new IntegrationConfigurationException(
                        $"The database runs PostgreSQL {connection.PostgreSqlVersion}; version 15 or newer is needed. Upgrade the server.");
                }
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw PostgresErrors.Unreachable(_dataSource, e);
        }
    }

    private IntegrationException Failure(MigrationScript script, Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } e => new IntegrationConfigurationException(
            $"Migration {script.Name} was refused: {e.MessageText}. Let the database user own schema {_schema.Quoted} or grant it CREATE on the database, then start again.",
            inner: e),
        PostgresException e => new IntegrationConfigurationException(
            $"Migration {script.Name} failed in schema {_schema.Quoted} ({e.SqlState}: {e.MessageText}). Nothing of it was kept. Remove what is in its way, then start again.",
            inner: e),
        _ => PostgresErrors.Unreachable(_dataSource, error),
    };
}
