using Integrations.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Writes a row's values into a binary COPY. Values go into the connection's send buffer; only a full buffer reaches the socket, so the synchronous calls that
/// <see cref="IColumnWriter"/> asks for cost no thread worth naming, and nothing is boxed.
/// </summary>
internal sealed class BinaryColumnWriter(NpgsqlBinaryImporter importer) : IColumnWriter
{
    public void WriteText(string? value)
    {
        if (value is null)
        {
            importer.WriteNull();
        }
        else
        {
            importer.Write(PostgresText.Clean(value), NpgsqlDbType.Text);
        }
    }

    public void WriteInt64(long? value) => WriteValue(value, NpgsqlDbType.Bigint);

    public void WriteInt32(int? value) => WriteValue(value, NpgsqlDbType.Integer);

    public void WriteBoolean(bool? value) => WriteValue(value, NpgsqlDbType.Boolean);

    public void WriteNumeric(decimal? value) => WriteValue(value, NpgsqlDbType.Numeric);

    public void WriteTimestamp(DateTimeOffset? value) => WriteValue(value?.ToUniversalTime(), NpgsqlDbType.TimestampTz);

    public void WriteDate(DateOnly? value) => WriteValue(value, NpgsqlDbType.Date);

    public void WriteJson(ReadOnlyMemory<byte>? value) => WriteValue(value, NpgsqlDbType.Jsonb);

    public void WriteTextArray(IReadOnlyList<string>? value)
    {
        if (value is null)
        {
            importer.WriteNull();
            return;
        }

        string[] items = new string[value.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = PostgresText.Clean(value[i]);
        }

        importer.Write(items, NpgsqlDbType.Array | NpgsqlDbType.Text);
    }

    public void WriteInt64Array(IReadOnlyList<long>? value)
    {
        if (value is null)
        {
            importer.WriteNull();
        }
        else
        {
            importer.Write(value as long[] ?? [.. value], NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        }
    }

    public void WriteBytes(ReadOnlyMemory<byte>? value) => WriteValue(value, NpgsqlDbType.Bytea);

    private void WriteValue<T>(T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } present)
        {
            importer.Write(present, type);
        }
        else
        {
            importer.WriteNull();
        }
    }
}
