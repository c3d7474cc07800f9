using Integrations.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Persistence.Postgres;

/// <summary>A projection of this package: one embedded SQL statement with the parameters <c>@account</c> and <c>@ids</c>.</summary>
internal sealed class SqlProjection : ICoreProjection
{
    private const string Root = "Projections/";
    private const string Extension = ".sql";
    private const string Separator = "_to_";

    private readonly string _sql;

    private SqlProjection(string name, SchemaName schema)
    {
        Name = name;
        SourceTable = name[..name.IndexOf(Separator, StringComparison.Ordinal)];
        _sql = schema.Sql(EmbeddedText.Read(Root + name + Extension));
    }

    public string Name { get; }

    public string SourceTable { get; }

    /// <summary>The projections whose mirror table belongs to this vendor, that is, starts with its name.</summary>
    public static IEnumerable<SqlProjection> For(string vendor, SchemaName schema) => typeof(SqlProjection).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith($"{Root}{vendor}_", StringComparison.Ordinal) && n.EndsWith(Extension, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(n => new SqlProjection(n[Root.Length..^Extension.Length], schema));

    public async Task<long> ApplyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, AccountRef account, long[] rowIds, CancellationToken cancellationToken = default)
    {
        if (rowIds.Length == 0)
        {
            return 0;
        }

        NpgsqlCommand command = connection.Command(_sql);
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = transaction;
            command.Parameters.Add(new NpgsqlParameter("account", NpgsqlDbType.Bigint) { Value = account.Id.Value });
            command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = rowIds });
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
