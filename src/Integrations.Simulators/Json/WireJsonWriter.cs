using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>
/// Writes JSON the way the vendor's language does.
/// <see cref="Utf8JsonWriter"/> cannot be used: it refuses lone surrogates, which the simulator must be able to send.
/// </summary>
internal sealed class WireJsonWriter(JsonDialect dialect)
{
    private static readonly SearchValues<char> s_php = SearchValues.Create(SpecialOfPhp());
    private static readonly SearchValues<char> s_jackson = SearchValues.Create(['"', '\\', .. Enumerable.Range(0, ' ').Select(static c => (char)c)]);

    private byte[] _buffer = new byte[16 * 1024];
    private int _length;
    private int _depth;
    private bool _needComma;
    private bool _muted;
    private RecordShape? _shape;
    private int _recordDepth = -1;
    private byte[]? _suffix;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Clear()
    {
        _length = 0;
        _depth = 0;
        _needComma = false;
        _muted = false;
        _shape = null;
        _recordDepth = -1;
        _suffix = null;
    }

    public void StartObject()
    {
        Open((byte)'{');
        _depth++;
    }

    public void StartArray()
    {
        Open((byte)'[');
        _depth++;
    }

    public void EndObject()
    {
        _depth--;
        Close((byte)'}');
    }

    public void EndArray()
    {
        _depth--;
        Close((byte)']');
    }

    /// <summary>Starts an object whose own properties pass through <paramref name="shape"/>: selected, patched or spoilt.</summary>
    public void StartRecord(RecordShape? shape)
    {
        StartObject();
        _shape = shape;
        _recordDepth = _depth;
        shape?.Begin();
    }

    public void EndRecord()
    {
        _muted = false;
        if (_shape is { } shape)
        {
            _recordDepth = -1;
            shape.WriteRest(this);
            _shape = null;
        }

        _recordDepth = -1;
        _suffix = null;
        EndObject();
    }

    public void Name(JsonName name)
    {
        if (_depth == _recordDepth && _shape is { } shape)
        {
            _muted = false;
            _suffix = null;
            var verdict = shape.Decide(name);
            if (verdict.Drop)
            {
                _muted = true;
                return;
            }

            if (verdict.Value is { } value)
            {
                RawName(verdict.Name);
                Element(value);
                _muted = true;
                return;
            }

            if (verdict.Raw is { } raw)
            {
                RawName(verdict.Name);
                RawValue(raw);
                _muted = true;
                return;
            }

            _suffix = verdict.Suffix;
            name = verdict.Name;
        }

        if (!_muted) RawName(name);
    }

    public void Null()
    {
        if (!_muted) RawValue("null"u8);
    }

    public void Number(long value)
    {
        if (_muted) return;
        Comma();
        Ensure(24);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
        _needComma = true;
    }

    public void Number(decimal value)
    {
        if (_muted) return;
        Comma();
        Ensure(40);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
        _needComma = true;
    }

    public void Bool(bool value)
    {
        if (!_muted) RawValue(value ? "true"u8 : "false"u8);
    }

    public void Text(string? value)
    {
        if (_muted) return;
        if (value is null)
        {
            RawValue("null"u8);
            return;
        }

        Comma();
        Ensure((value.Length * 6) + 2);
        _buffer[_length++] = (byte)'"';
        Escape(value);
        if (_suffix is { } suffix)
        {
            Append(suffix);
            _suffix = null;
        }

        Ensure(1);
        _buffer[_length++] = (byte)'"';
        _needComma = true;
    }

    /// <summary>Writes what is no JSON as it is: a page of HTML, lines of CSV.</summary>
    public void Verbatim(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Append(bytes);
    }

    /// <summary>Writes <c>2026-01-15T16:20:29Z</c>.</summary>
    public void Time(long unixSeconds)
    {
        if (_muted) return;
        Comma();
        Ensure(24);
        var time = DateTimeOffset.FromUnixTimeSeconds(unixSeconds).UtcDateTime;
        _buffer[_length++] = (byte)'"';
        Date(time);
        _buffer[_length++] = (byte)'T';
        Digits(time.Hour, 2);
        _buffer[_length++] = (byte)':';
        Digits(time.Minute, 2);
        _buffer[_length++] = (byte)':';
        Digits(time.Second, 2);
        _buffer[_length++] = (byte)'Z';
        _buffer[_length++] = (byte)'"';
        _needComma = true;
    }

    /// <summary>Writes <c>2026-01-15</c>.</summary>
    public void Day(long unixSeconds)
    {
        if (_muted) return;
        Comma();
        Ensure(16);
        _buffer[_length++] = (byte)'"';
        Date(DateTimeOffset.FromUnixTimeSeconds(unixSeconds).UtcDateTime);
        _buffer[_length++] = (byte)'"';
        _needComma = true;
    }

    public void Text(JsonName name, string? value)
    {
        Name(name);
        Text(value);
    }

    public void Number(JsonName name, long value)
    {
        Name(name);
        Number(value);
    }

    /// <summary>Zero is written as null.</summary>
    public void NumberOrNull(JsonName name, long value)
    {
        Name(name);
        if (value == 0) Null();
        else Number(value);
    }

    public void Bool(JsonName name, bool value)
    {
        Name(name);
        Bool(value);
    }

    /// <summary>The vendor writes some truths as 0 and 1.</summary>
    public void ZeroOne(JsonName name, bool value)
    {
        Name(name);
        Number(value ? 1 : 0);
    }

    public void Time(JsonName name, long unixSeconds)
    {
        Name(name);
        Time(unixSeconds);
    }

    /// <summary>Zero is written as null.</summary>
    public void TimeOrNull(JsonName name, long unixSeconds)
    {
        Name(name);
        if (unixSeconds == 0) Null();
        else Time(unixSeconds);
    }

    public void Null(JsonName name)
    {
        Name(name);
        Null();
    }

    public void EmptyArray(JsonName name)
    {
        Name(name);
        StartArray();
        EndArray();
    }

    /// <summary>Writes a value as it is.</summary>
    public void Node(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        Element(document.RootElement);
    }

    public void Element(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                StartObject();
                foreach (var property in element.EnumerateObject())
                {
                    Name(new JsonName(property.Name));
                    Element(property.Value);
                }

                EndObject();
                break;
            case JsonValueKind.Array:
                StartArray();
                foreach (var item in element.EnumerateArray()) Element(item);
                EndArray();
                break;
            case JsonValueKind.String:
                Text(element.GetString());
                break;
            default:
                if (!_muted) RawValue(System.Text.Encoding.UTF8.GetBytes(element.GetRawText()));
                break;
        }
    }

    private static string SpecialOfPhp()
    {
        var special = new List<char> { '"', '\\', '/' };
        for (var c = '\0'; c < ' '; c++) special.Add(c);
        for (var c = '\u0080'; c < '\uffff'; c++) special.Add(c);
        special.Add('\uffff');
        return new string([.. special]);
    }

    private void RawName(JsonName name)
    {
        Comma();
        Append(name.Encoded);
        _needComma = false;
    }

    private void RawValue(ReadOnlySpan<byte> value)
    {
        Comma();
        Append(value);
        _needComma = true;
    }

    private void Open(byte bracket)
    {
        if (_muted) return;
        Comma();
        Ensure(1);
        _buffer[_length++] = bracket;
        _needComma = false;
    }

    private void Close(byte bracket)
    {
        if (_muted) return;
        Ensure(1);
        _buffer[_length++] = bracket;
        _needComma = true;
    }

    private void Comma()
    {
        if (!_needComma) return;
        Ensure(1);
        _buffer[_length++] = (byte)',';
    }

    private void Date(DateTime time)
    {
        Digits(time.Year, 4);
        _buffer[_length++] = (byte)'-';
        Digits(time.Month, 2);
        _buffer[_length++] = (byte)'-';
        Digits(time.Day, 2);
    }

    private void Digits(int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            _buffer[_length + i] = (byte)('0' + (value % 10));
            value /= 10;
        }

        _length += count;
    }

    private void Escape(ReadOnlySpan<char> text)
    {
        var special = dialect == JsonDialect.Php ? s_php : s_jackson;
        while (text.Length > 0)
        {
            var stop = text.IndexOfAny(special);
            _length += System.Text.Encoding.UTF8.GetBytes(stop < 0 ? text : text[..stop], _buffer.AsSpan(_length));
            if (stop < 0) return;
            EscapeOne(text[stop]);
            text = text[(stop + 1)..];
        }
    }

    private void EscapeOne(char c)
    {
        _buffer[_length++] = (byte)'\\';
        switch (c)
        {
            case '"': _buffer[_length++] = (byte)'"'; break;
            case '\\': _buffer[_length++] = (byte)'\\'; break;
            case '/': _buffer[_length++] = (byte)'/'; break;
            case '\n': _buffer[_length++] = (byte)'n'; break;
            case '\r': _buffer[_length++] = (byte)'r'; break;
            case '\t': _buffer[_length++] = (byte)'t'; break;
            case '\b': _buffer[_length++] = (byte)'b'; break;
            case '\f': _buffer[_length++] = (byte)'f'; break;
            default:
                _buffer[_length++] = (byte)'u';
                for (var shift = 12; shift >= 0; shift -= 4) _buffer[_length++] = "0123456789abcdef"u8[(c >> shift) & 15];
                break;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Ensure(int count)
    {
        if (_buffer.Length - _length < count) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
    }
}
