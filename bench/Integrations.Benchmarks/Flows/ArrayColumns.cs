using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Benchmarks;

/// <summary>The rows of a page as one array per column, as a bare <c>unnest</c> takes them. Arrays travel as jsonb, because unnest flattens nested ones.</summary>
internal sealed class ArrayColumns : IColumnWriter
{
    private readonly List<object?>[] _columns;
    private int _column;

    private ArrayColumns(int count) => _columns = [.. Enumerable.Range(0, count).Select(static _ => new List<object?>())];

    /// <summary>Parameters of the table's columns in order, from $1 on, then raw, content hash and vendor stamp.</summary>
    public static NpgsqlParameter[] Of(EntityTable table, IReadOnlyList<MappedRecord> records)
    {
        var columns = new ArrayColumns(table.Columns.Count);
        foreach (MappedRecord record in records)
        {
            columns._column = 0;
            table.Write(record.Row!, columns);
        }

        return
        [
            .. table.Columns.Select((c, i) => columns.Parameter(i, c.Type)),
            new NpgsqlParameter { Value = records.Select(static r => Encoding.UTF8.GetString(r.Raw.Span)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
            new NpgsqlParameter { Value = records.Select(static r => r.ContentHash.ToArray()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            new NpgsqlParameter { Value = records.Select(static r => r.VendorUpdatedAt?.ToUniversalTime()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
        ];
    }

    /// <summary>SQL type of a column's array.</summary>
    public static string ArrayType(ColumnType type) => type switch
    {
        ColumnType.Text => "text[]",
        ColumnType.BigInt => "bigint[]",
        ColumnType.Integer => "integer[]",
        ColumnType.Boolean => "boolean[]",
        ColumnType.Numeric => "numeric[]",
        ColumnType.Timestamp => "timestamptz[]",
        ColumnType.Date => "date[]",
        ColumnType.Json or ColumnType.TextArray or ColumnType.BigIntArray => "jsonb[]",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public void WriteText(string? value) => Add(value);

    public void WriteInt64(long? value) => Add(value);

    public void WriteInt32(int? value) => Add(value);

    public void WriteBoolean(bool? value) => Add(value);

    public void WriteNumeric(decimal? value) => Add(value);

    public void WriteTimestamp(DateTimeOffset? value) => Add(value?.ToUniversalTime());

    public void WriteDate(DateOnly? value) => Add(value);

    public void WriteJson(ReadOnlyMemory<byte>? value) => Add(value is { } json ? Encoding.UTF8.GetString(json.Span) : null);

    public void WriteTextArray(IReadOnlyList<string>? value) => Add(value is null ? null : new JsonArray([.. value.Select(static v => (JsonNode)v)]).ToJsonString());

    public void WriteInt64Array(IReadOnlyList<long>? value) => Add(value is null ? null : new JsonArray([.. value.Select(static v => (JsonNode)v)]).ToJsonString());

    private void Add(object? value) => _columns[_column++].Add(value);

    private NpgsqlParameter Parameter(int column, ColumnType type)
    {
        List<object?> values = _columns[column];
        return type switch
        {
            ColumnType.Text => Array<string?>(values, NpgsqlDbType.Text),
            ColumnType.BigInt => Array<long?>(values, NpgsqlDbType.Bigint),
            ColumnType.Integer => Array<int?>(values, NpgsqlDbType.Integer),
            ColumnType.Boolean => Array<bool?>(values, NpgsqlDbType.Boolean),
            ColumnType.Numeric => Array<decimal?>(values, NpgsqlDbType.Numeric),
            ColumnType.Timestamp => Array<DateTimeOffset?>(values, NpgsqlDbType.TimestampTz),
            ColumnType.Date => Array<DateOnly?>(values, NpgsqlDbType.Date),
            _ => Array<string?>(values, NpgsqlDbType.Jsonb),
        };
    }

    private static NpgsqlParameter Array<T>(List<object?> values, NpgsqlDbType type) => new() { Value = values.Select(static v => (T)v!).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
