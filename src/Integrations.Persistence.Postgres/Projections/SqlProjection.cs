using System.Globalization;
using Integrations.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// A projection of this package: one embedded SQL file with the parameters <c>@account</c> and <c>@ids</c>. What several of them share is a file of the folder <c>parts</c>, put in where
/// <c>%PART:name%</c> stands; <c>%ROWS%</c> stands for the rows of the mirror table that are given.
/// <para>
/// A young table has no statistics, and a new account is in nobody's: the planner takes thousands of rows for one or two, and joins them by reading all rows of the account for each. So every
/// row is looked up by itself, by the key of its table: <c>offset 0</c> keeps the planner from making a join of the look-up.
/// </para>
/// </summary>
internal sealed class SqlProjection : ICoreProjection
{
    private const string Root = "Projections/";
    private const string Extension = ".sql";
    private const string Separator = "_to_";
    private const string PartStart = "%PART:";
    private const string RowsMark = "%ROWS%";
    private const string Rows = "unnest(@ids) given(id) cross join lateral (select * from $schema$.{0} where id = given.id offset 0)";

    private SqlProjection(string name, SchemaName schema)
    {
        Name = name;
        SourceTable = name[..name.IndexOf(Separator, StringComparison.Ordinal)];
        Sql = schema.Sql(WithParts(EmbeddedText.Read(Root + name + Extension)).Replace(RowsMark, string.Format(CultureInfo.InvariantCulture, Rows, SourceTable), StringComparison.Ordinal));
    }

    public string Name { get; }

    public string SourceTable { get; }

    /// <summary>One or several statements.</summary>
    public string Sql { get; }

    /// <summary>The core table that a projection of this name writes. Empty when the name does not say.</summary>
    public static string TargetOf(string name)
    {
        int separator = name.IndexOf(Separator, StringComparison.Ordinal);
        return separator < 0 ? "" : name[(separator + Separator.Length)..];
    }

    /// <summary>The projections whose mirror table belongs to this vendor: its name is the first or the last word of the table's.</summary>
    public static IEnumerable<SqlProjection> For(string vendor, SchemaName schema) => typeof(SqlProjection).Assembly.GetManifestResourceNames()
        .Select(static n => n.Replace('\\', '/'))
        .Where(static n => n.StartsWith(Root, StringComparison.Ordinal) && n.EndsWith(Extension, StringComparison.Ordinal) && !n.AsSpan(Root.Length).Contains('/'))
        .Select(static n => n[Root.Length..^Extension.Length])
        .Where(n => n.StartsWith(vendor + "_", StringComparison.Ordinal) || n.Contains($"_{vendor}{Separator}", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(n => new SqlProjection(n, schema));

    public async Task<long> ApplyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, AccountRef account, long[] rowIds, CancellationToken cancellationToken = default)
    {
        if (rowIds.Length == 0)
        {
            return 0;
        }

        NpgsqlCommand command = connection.Command(Sql);
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = transaction;
            command.Parameters.Add(new NpgsqlParameter("account", NpgsqlDbType.Bigint) { Value = account.Id.Value });
            command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = rowIds });
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static string WithParts(string text)
    {
        for (int start = text.IndexOf(PartStart, StringComparison.Ordinal); start >= 0; start = text.IndexOf(PartStart, StringComparison.Ordinal))
        {
            int end = text.IndexOf('%', start + PartStart.Length);
            text = text[..start] + EmbeddedText.Read($"{Root}parts/{text[(start + PartStart.Length)..end]}{Extension}") + text[(end + 1)..];
        }

        return text;
    }
}
