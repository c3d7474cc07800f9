using System.Text;
using Npgsql;

namespace Integrations.EndToEnd;

/// <summary>Searches every column of every table of the schema, whatever its type, for texts that must not be there: as they are, as hexadecimal and as base64, in any case of letters.</summary>
internal sealed class CanarySearch(NpgsqlDataSource data)
{
    /// <summary>Columns that the last search looked into.</summary>
    public int Columns { get; private set; }

    /// <summary>Tables that the last search looked into.</summary>
    public int Tables { get; private set; }

    /// <summary>Where each text was found: <c>table.column</c>.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> FindAsync(IReadOnlyCollection<string> canaries, CancellationToken cancellationToken)
    {
        Dictionary<string, List<string>> found = canaries.ToDictionary(static c => c, static _ => new List<string>(), StringComparer.Ordinal);
        List<IGrouping<string, (string Table, string Column, string Type)>> tables = [.. (await ColumnsAsync(cancellationToken)).GroupBy(static c => c.Table, StringComparer.Ordinal)];
        (Tables, Columns) = (tables.Count, 0);
        string[] names = [.. canaries];
        string[] wanted = [.. names.SelectMany(Forms)];
        foreach (IGrouping<string, (string Table, string Column, string Type)> table in tables)
        {
            string[] columns = [.. table.Select(static c => c.Column)];
            Columns += columns.Length;
            string values = string.Join(", ", table.Select(static c => $"(lower({(c.Type == "bytea" ? $"encode(\"{c.Column}\", 'escape') || encode(\"{c.Column}\", 'hex')" : $"\"{c.Column}\"::text")}))"));
            string sql = $"""
                select distinct v.n, w.n
                from integrations."{table.Key}" r
                cross join lateral (select value, row_number() over () as n from (values {values}) x(value)) v
                join unnest($1::text[]) with ordinality as w(word, n) on strpos(v.value, w.word) > 0
                """;
            await using NpgsqlCommand command = data.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter { Value = wanted });
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                List<string> places = found[names[(reader.GetInt64(1) - 1) / 3]];
                string place = $"{table.Key}.{columns[reader.GetInt64(0) - 1]}";
                if (!places.Contains(place, StringComparer.Ordinal))
                {
                    places.Add(place);
                }
            }
        }

        return found.ToDictionary(static f => f.Key, static f => (IReadOnlyList<string>)f.Value, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Forms(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [text.ToLowerInvariant(), Convert.ToHexStringLower(bytes), Convert.ToBase64String(bytes, 0, bytes.Length / 3 * 3).ToLowerInvariant()];
    }

    private async Task<List<(string Table, string Column, string Type)>> ColumnsAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = data.CreateCommand(
            """
            select c.relname, a.attname, t.typname
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
            where c.relnamespace = 'integrations'::regnamespace and c.relkind in ('r', 'm') and a.attnum > 0 and not a.attisdropped
            order by 1, a.attnum
            """);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(string, string, string)> columns = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return columns;
    }
}
