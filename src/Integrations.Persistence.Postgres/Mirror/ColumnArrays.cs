using System.Globalization;
using System.Text;
using Integrations.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Rows of a table as one array per column, for an <c>unnest</c> in the statement that writes them: no temporary table, whose making costs more than a page of rows and bloats the catalog.
/// An array within a row travels as its literal, because unnest flattens nested arrays.
/// </summary>
internal sealed class ColumnArrays : IColumnWriter
{
    private static readonly System.Buffers.SearchValues<char> _quoted = System.Buffers.SearchValues.Create("\"\\");

    private readonly EntityTable _table;
    private readonly Array[] _columns;
    private int _row;
    private int _column;

    public ColumnArrays(EntityTable table, int rows)
    {
        _table = table;
        _columns = [.. table.Columns.Select(c => Make(c.Type, rows))];
    }

    /// <summary>SQL type of a column's array, and how a value of it becomes the column's value.</summary>
    public static (string ArrayType, string Cast) Sql(ColumnType type) => type switch
    {
        ColumnType.Text => ("text[]", ""),
        ColumnType.BigInt => ("bigint[]", ""),
        ColumnType.Integer => ("integer[]", ""),
        ColumnType.Boolean => ("boolean[]", ""),
        ColumnType.Numeric => ("numeric[]", ""),
        ColumnType.Timestamp => ("timestamptz[]", ""),
        ColumnType.Date => ("date[]", ""),
        ColumnType.Json => ("jsonb[]", ""),
        ColumnType.TextArray => ("text[]", "::text[]"),
        ColumnType.BigIntArray => ("text[]", "::bigint[]"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };

    /// <summary>Adds the next row.</summary>
    public void Add(object row)
    {
        _column = 0;
        _table.Write(row, this);
        _row++;
    }

    /// <summary>One parameter per column, in the table's order.</summary>
    public IEnumerable<NpgsqlParameter> Parameters() => _table.Columns.Select((c, i) => new NpgsqlParameter
    {
        Value = _columns[i],
        NpgsqlDbType = NpgsqlDbType.Array | c.Type switch
        {
            ColumnType.BigInt => NpgsqlDbType.Bigint,
            ColumnType.Integer => NpgsqlDbType.Integer,
            ColumnType.Boolean => NpgsqlDbType.Boolean,
            ColumnType.Numeric => NpgsqlDbType.Numeric,
            ColumnType.Timestamp => NpgsqlDbType.TimestampTz,
            ColumnType.Date => NpgsqlDbType.Date,
            ColumnType.Json => NpgsqlDbType.Jsonb,
            _ => NpgsqlDbType.Text,
        },
    });

    public void WriteText(string? value) => Put(value is null ? null : PostgresText.Clean(value));

    public void WriteInt64(long? value) => Put(value);

    public void WriteInt32(int? value) => Put(value);

    public void WriteBoolean(bool? value) => Put(value);

    public void WriteNumeric(decimal? value) => Put(value);

    public void WriteTimestamp(DateTimeOffset? value) => Put(value?.ToUniversalTime());

    public void WriteDate(DateOnly? value) => Put(value);

    public void WriteJson(ReadOnlyMemory<byte>? value) => Put(value);

    public void WriteTextArray(IReadOnlyList<string>? value) => Put(value is null ? null : Literal(value));

    public void WriteInt64Array(IReadOnlyList<long>? value) =>
        Put(value is null ? null : "{" + string.Join(',', value.Select(static v => v.ToString(CultureInfo.InvariantCulture))) + "}");

    private static string Literal(IReadOnlyList<string> items)
    {
        StringBuilder text = new("{");
        foreach (string item in items)
        {
            if (text.Length > 1)
            {
                text.Append(',');
            }

            string clean = PostgresText.Clean(item);
            text.Append('"').Append(clean.AsSpan().ContainsAny(_quoted) ? clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) : clean).Append('"');
        }

        return text.Append('}').ToString();
    }

    private static Array Make(ColumnType type, int rows) => type switch
    {
        ColumnType.BigInt => new long?[rows],
        ColumnType.Integer => new int?[rows],
        ColumnType.Boolean => new bool?[rows],
        ColumnType.Numeric => new decimal?[rows],
        ColumnType.Timestamp => new DateTimeOffset?[rows],
        ColumnType.Date => new DateOnly?[rows],
        ColumnType.Json => new ReadOnlyMemory<byte>?[rows],
        _ => new string?[rows],
    };

    private void Put<T>(T value) => ((T[])_columns[_column++])[_row] = value;
}
