using System.Data;
using DbUp.Engine;
using DbUp.Engine.Transactions;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// The list of scripts that have run, in the library's own schema. Reading it is the first thing a migration does in its transaction, so it also takes the lock that makes
/// processes wait for each other: transaction-scoped, which works behind a transaction pooler and cannot outlive its connection.
/// </summary>
internal sealed class MigrationJournal(Func<IConnectionManager> connections, SchemaName schema, int timeoutSeconds) : IJournal
{
    public string[] GetExecutedScripts() => connections().ExecuteCommandsWithManagedConnection(commands =>
    {
        Execute(commands, $"select pg_advisory_xact_lock(hashtextextended('integrations.migrations:{schema.Name}', 0))");
        EnsureTableExistsAndIsLatestVersion(commands);
        using IDbCommand command = Command(commands, schema.Sql("select name from $schema$.schema_migrations"));
        using IDataReader reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names.ToArray();
    });

    public void StoreExecutedScript(SqlScript script, Func<IDbCommand> dbCommandFactory)
    {
        using IDbCommand command = Command(dbCommandFactory, schema.Sql("insert into $schema$.schema_migrations (name) values (@name)"));
        IDbDataParameter name = command.CreateParameter();
        name.ParameterName = "name";
        name.Value = script.Name;
        command.Parameters.Add(name);
        command.ExecuteNonQuery();
    }

    public void EnsureTableExistsAndIsLatestVersion(Func<IDbCommand> dbCommandFactory) => Execute(dbCommandFactory, schema.Sql(TableSql));

    /// <summary>Schema and journal. A host that gives the library a schema of its own but no right to make schemas finds it there already.</summary>
    public const string TableSql =
        """
        do $do$ begin
            if to_regnamespace('$schema$') is null then create schema $schema$; end if;
        end $do$;
        create table if not exists $schema$.schema_migrations (
            name       text        primary key,
            applied_at timestamptz not null default now()
        );
        """;

    private IDbCommand Command(Func<IDbCommand> commands, string sql)
    {
        IDbCommand command = commands();
        command.CommandText = sql;
        command.CommandTimeout = timeoutSeconds;
        return command;
    }

    private void Execute(Func<IDbCommand> commands, string sql)
    {
        using IDbCommand command = Command(commands, sql);
        command.ExecuteNonQuery();
    }
}
