using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Integrations.Abstractions;
using Xunit;

namespace Integrations.Testing;

/// <summary>A row as JSON, column by column, the way a store receives it: for golden files.</summary>
public sealed class RowJson : IColumnWriter
{
    private readonly IReadOnlyList<EntityColumn> _columns;
    private readonly Utf8JsonWriter _writer;
    private int _next;

    private RowJson(IReadOnlyList<EntityColumn> columns, Utf8JsonWriter writer)
    {
        _columns = columns;
        _writer = writer;
    }

    /// <summary>Writes a row.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="InvalidOperationException">The table wrote another number of columns than it has.</exception>
    public static string Of(EntityTable table, object row)
    {
        ArgumentNullException.ThrowIfNull(table);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            var columns = new RowJson(table.Columns, writer);
            table.Write(row, columns);
            writer.WriteEndObject();
            if (columns._next != table.Columns.Count)
            {
                throw new InvalidOperationException($"Table {table.Name} has {table.Columns.Count} columns and wrote {columns._next}.");
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <inheritdoc/>
    public void WriteText(string? value) => Write(ColumnType.Text, value, static (w, v) => w.WriteStringValue(v));

    /// <inheritdoc/>
    public void WriteInt64(long? value) => Write(ColumnType.BigInt, value, static (w, v) => w.WriteNumberValue(v!.Value));

    /// <inheritdoc/>
    public void WriteInt32(int? value) => Write(ColumnType.Integer, value, static (w, v) => w.WriteNumberValue(v!.Value));

    /// <inheritdoc/>
    public void WriteBoolean(bool? value) => Write(ColumnType.Boolean, value, static (w, v) => w.WriteBooleanValue(v!.Value));

    /// <inheritdoc/>
    public void WriteNumeric(decimal? value) => Write(ColumnType.Numeric, value, static (w, v) => w.WriteNumberValue(v!.Value));

    /// <inheritdoc/>
    public void WriteTimestamp(DateTimeOffset? value) =>
        Write(ColumnType.Timestamp, value, static (w, v) => w.WriteStringValue(v!.Value.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public void WriteDate(DateOnly? value) => Write(ColumnType.Date, value, static (w, v) => w.WriteStringValue(v!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public void WriteJson(ReadOnlyMemory<byte>? value) => Write(ColumnType.Json, value, static (w, v) => w.WriteRawValue(v!.Value.Span));

    /// <inheritdoc/>
    public void WriteTextArray(IReadOnlyList<string>? value) => Write(ColumnType.TextArray, value, static (w, v) =>
    {
        w.WriteStartArray();
        foreach (string item in v!)
        {
            w.WriteStringValue(item);
        }

        w.WriteEndArray();
    });

    /// <inheritdoc/>
    public void WriteInt64Array(IReadOnlyList<long>? value) => Write(ColumnType.BigIntArray, value, static (w, v) =>
    {
        w.WriteStartArray();
        foreach (long item in v!)
        {
            w.WriteNumberValue(item);
        }

        w.WriteEndArray();
    });

    private void Write<T>(ColumnType type, T value, Action<Utf8JsonWriter, T> write)
    {
        EntityColumn column = _columns[_next++];
        Assert.Equal(type, column.Type);
        _writer.WritePropertyName(column.Name);
        if (value is null)
        {
            Assert.False(column.IsKey, $"Key {column.Name} is null.");
            _writer.WriteNullValue();
        }
        else
        {
            write(_writer, value);
        }
    }
}
