using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Writes a row as the JSON object that <c>jsonb_populate_record</c> turns back into the same row. Nulls are left out.</summary>
internal sealed class JsonColumnWriter : IColumnWriter, IDisposable
{
    private readonly EntityTable _table;
    private readonly JsonEncodedText[] _names;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;
    private int _column;

    public JsonColumnWriter(EntityTable table)
    {
        _table = table;
        _names = [.. table.Columns.Select(static c => JsonEncodedText.Encode(c.Name))];
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>The row as UTF-8 JSON. Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Write(object row)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _column = 0;
        _json.WriteStartObject();
        _table.Write(row, this);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenMemory;
    }

    public void WriteText(string? value)
    {
        JsonEncodedText name = Next();
        if (value is not null)
        {
            _json.WriteString(name, PostgresText.Clean(value));
        }
    }

    public void WriteInt64(long? value)
    {
        JsonEncodedText name = Next();
        if (value is { } present)
        {
            _json.WriteNumber(name, present);
        }
    }

    public void WriteInt32(int? value) => WriteInt64(value);

    public void WriteBoolean(bool? value)
    {
        JsonEncodedText name = Next();
        if (value is { } present)
        {
            _json.WriteBoolean(name, present);
        }
    }

    public void WriteNumeric(decimal? value)
    {
        JsonEncodedText name = Next();
        if (value is { } present)
        {
            _json.WriteNumber(name, present);
        }
    }

    public void WriteTimestamp(DateTimeOffset? value)
    {
        JsonEncodedText name = Next();
        if (value is { } present)
        {
            _json.WriteString(name, present.UtcDateTime);
        }
    }

    public void WriteDate(DateOnly? value)
    {
        JsonEncodedText name = Next();
        if (value is { } present)
        {
            _json.WriteString(name, present.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    public void WriteJson(ReadOnlyMemory<byte>? value)
    {
        JsonEncodedText name = Next();
        if (value is { } present)
        {
            _json.WritePropertyName(name);
            _json.WriteRawValue(present.Span, skipInputValidation: true);
        }
    }

    public void WriteTextArray(IReadOnlyList<string>? value)
    {
        JsonEncodedText name = Next();
        if (value is null)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (string item in value)
        {
            _json.WriteStringValue(PostgresText.Clean(item));
        }

        _json.WriteEndArray();
    }

    public void WriteInt64Array(IReadOnlyList<long>? value)
    {
        JsonEncodedText name = Next();
        if (value is null)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (long item in value)
        {
            _json.WriteNumberValue(item);
        }

        _json.WriteEndArray();
    }

    public void Dispose() => _json.Dispose();

    private JsonEncodedText Next() => _names[_column++];
}
