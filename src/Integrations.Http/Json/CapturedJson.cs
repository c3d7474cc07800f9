using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Reads a page in one pass over one buffer and keeps each record's bytes beside its model, without a second download and without a second parse of the page. An unreadable record is
/// kept with its problem; an unreadable page is an <see cref="IntegrationProtocolException"/> (invariant I16).
/// </summary>
public static class CapturedJson
{
    /// <summary>Depth up to which a page is followed. Far above any page, so that one monstrous record does not make its page unreadable.</summary>
    private const int MaxDepth = 4096;

    /// <summary>Depth up to which a record is readable. What comes after (hash, mapping, jsonb) has limits of its own, which lie above this one.</summary>
    private const int MaxRecordDepth = 256;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a page.</summary>
    /// <typeparam name="T">Wire model of a record.</typeparam>
    /// <param name="body">The body, UTF-8. Must not change afterwards.</param>
    /// <param name="type">Metadata of the model.</param>
    /// <param name="isRecords">
    /// Tells by the path of an array in the envelope, such as <c>people</c>, whether it holds the records. The first one that does is taken. Not asked when the page is itself an array.
    /// </param>
    /// <param name="within">Property of the envelope to look into, for pages like <c>{"data":{"files":[…]}}</c>; paths are then like <c>data.files</c>. Null when the array stands at the top.</param>
    /// <exception cref="IntegrationProtocolException">The body is not JSON, is cut off, or holds no such array.</exception>
    public static CapturedPage<T> ReadPage<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, Func<string, bool> isRecords, string? within = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(isRecords);
        ReadOnlyMemory<byte> json = WithoutMark(body);
        PageReader<T> page = new(json, type, isRecords, within);
        Read(json, page.Read);
        return page.Result();
    }

    /// <summary>Reads a page whose array of records has one of several names.</summary>
    /// <typeparam name="T">Wire model of a record.</typeparam>
    /// <param name="body">The body, UTF-8. Must not change afterwards.</param>
    /// <param name="type">Metadata of the model.</param>
    /// <param name="names">
    /// Properties that may hold the records, in any casing, the best first. Where none is there, the only array of the envelope is taken, leaving out properties that begin with an underscore.
    /// </param>
    /// <exception cref="IntegrationProtocolException">The body is not JSON, is cut off, or holds no such array.</exception>
    public static CapturedPage<T> ReadPage<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, IReadOnlyList<string> names)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(names);
        try
        {
            return ReadPage(body, type, path => names.Count > 0 && string.Equals(path, names[0], StringComparison.OrdinalIgnoreCase));
        }
        catch (IntegrationProtocolException) when (RecordsOf(body.Span, names) is { } found)
        {
            return ReadPage(body, type, path => string.Equals(path, found, StringComparison.Ordinal));
        }
    }

    /// <summary>Reads one record by itself, with the same care for its bytes as a page.</summary>
    /// <typeparam name="T">Wire model of the record.</typeparam>
    /// <param name="record">The record, UTF-8.</param>
    /// <param name="type">Metadata of the model.</param>
    /// <exception cref="IntegrationProtocolException">The text is not JSON, is cut off, or is not one record.</exception>
    public static CapturedRecord<T> ReadRecord<T>(ReadOnlyMemory<byte> record, JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        ReadOnlyMemory<byte> json = WithoutMark(record);
        PageReader<T> page = new(json, type, static _ => false, within: null);
        Read(json, page.ReadOnly);
        return page.Result().Records[0];
    }

    /// <summary>
    /// A top-level text, number or truth value of a JSON object as text, for example the id of a record whose model could not be read. Null when there is no such property, it is null
    /// or composed, or the text is not a JSON object.
    /// </summary>
    public static string? Scalar(ReadOnlySpan<byte> json, string property)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool found = reader.ValueTextEquals(property);
                reader.Read();
                if (found)
                {
                    return reader.TokenType switch
                    {
                        JsonTokenType.String => reader.GetString(),
                        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
                        _ => null,
                    };
                }

                reader.Skip();
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>
    /// The top-level properties of a JSON object that hold an object or an array, each as its bytes, so that what is nested can be kept as it came. Empty when the text is not a JSON object.
    /// </summary>
    /// <param name="json">The object, UTF-8.</param>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Composed(ReadOnlyMemory<byte> json)
    {
        var composed = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        Utf8JsonReader reader = new(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return composed;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                bool isComposed = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                reader.Skip();
                if (isComposed)
                {
                    composed[name] = json[start..(int)reader.BytesConsumed];
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What was gathered up to there is what there is.
        }

        return composed;
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;

    private static void Read(ReadOnlyMemory<byte> json, Reading read)
    {
        Utf8JsonReader reader = new(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            read(ref reader);
        }
        catch (JsonException exception)
        {
            throw new IntegrationProtocolException(
                json.IsEmpty ? "The answer is empty." : $"The answer is not JSON, or it is cut off: byte {reader.BytesConsumed} of {json.Length}.",
                context: null,
                exception);
        }
    }

    /// <summary>Name of the array with the records: the best of these names, else the only one. Null when there is none or more than one, or the body is no object.</summary>
    private static string? RecordsOf(ReadOnlySpan<byte> body, IReadOnlyList<string> names)
    {
        List<string> arrays = [];
        try
        {
            Utf8JsonReader reader = new(body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartArray && !name.StartsWith('_'))
                {
                    arrays.Add(name);
                }

                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }

        return names.Select(name => arrays.Find(array => string.Equals(array, name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(static array => array is not null)
            ?? (arrays is [{ } only] ? only : null);
    }

    private delegate void Reading(ref Utf8JsonReader reader);

    private sealed class PageReader<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type, Func<string, bool> isRecords, string? within)
        where T : class
    {
        private readonly Dictionary<string, ReadOnlyMemory<byte>> _envelope = new(StringComparer.Ordinal);
        private readonly bool _dirty = JsonSanitizer.NeedsSanitizing(json.Span);
        private List<CapturedRecord<T>>? _records;
        private string _path = "";

        public void Read(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadRecords(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadEnvelope(ref reader, prefix: "");
            }
            else
            {
                throw new IntegrationProtocolException("The page is neither an object nor an array.");
            }

            // Finds whatever stands behind the end.
            reader.Read();
        }

        /// <summary>Reads a text that is one record.</summary>
        public void ReadOnly(ref Utf8JsonReader reader)
        {
            reader.Read();
            _records = [ReadRecord(ref reader)];
            reader.Read();
        }

        public CapturedPage<T> Result() => _records is { } records
            ? new CapturedPage<T>(records, _path, _envelope)
            : throw new IntegrationProtocolException($"The page holds no array of records. It has: {string.Join(", ", _envelope.Keys.Take(20))}.");

        private void ReadEnvelope(ref Utf8JsonReader reader, string prefix)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string path = prefix + Name(ref reader);
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartArray && _records is null && isRecords(path))
                {
                    _path = path;
                    ReadRecords(ref reader);
                }
                else if (reader.TokenType == JsonTokenType.StartObject && string.Equals(path, within, StringComparison.Ordinal))
                {
                    ReadEnvelope(ref reader, path + ".");
                }
                else
                {
                    ReadOnlyMemory<byte> slice = Skip(ref reader);
                    _envelope[path] = Clean(slice) ?? slice;
                }
            }
        }

        private void ReadRecords(ref Utf8JsonReader reader)
        {
            _records = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                _records.Add(ReadRecord(ref reader));
            }
        }

        private CapturedRecord<T> ReadRecord(ref Utf8JsonReader reader) => _dirty ? ReadDirty(ref reader) : ReadClean(ref reader);

        /// <summary>The usual way: the model is read from where the reader stands.</summary>
        private CapturedRecord<T> ReadClean(ref Utf8JsonReader reader)
        {
            int start = (int)reader.TokenStartIndex;
            Utf8JsonReader before = reader;
            try
            {
                T? value = JsonSerializer.Deserialize(ref reader, type);
                return Record(json[start..(int)reader.BytesConsumed], original: null, value);
            }
            catch (Exception exception) when (IsOfOneRecord(exception))
            {
                // Skipping tells a record of another shape from a page that is cut off: the latter throws again.
                reader = before;
                reader.Skip();
                return new CapturedRecord<T>(json[start..(int)reader.BytesConsumed], null, null, Unreadable(exception));
            }
        }

        /// <summary>The page holds something that PostgreSQL refuses, somewhere: each record is looked at by itself.</summary>
        private CapturedRecord<T> ReadDirty(ref Utf8JsonReader reader)
        {
            ReadOnlyMemory<byte> slice = Skip(ref reader);
            ReadOnlyMemory<byte>? clean = Clean(slice);
            ReadOnlyMemory<byte> raw = clean ?? slice;
            ReadOnlyMemory<byte>? original = clean is null ? default(ReadOnlyMemory<byte>?) : slice;
            try
            {
                return Record(raw, original, JsonSerializer.Deserialize(raw.Span, type));
            }
            catch (Exception exception) when (IsOfOneRecord(exception))
            {
                return new CapturedRecord<T>(raw, original, null, Unreadable(exception));
            }
        }

        private ReadOnlyMemory<byte> Skip(ref Utf8JsonReader reader)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            return json[start..(int)reader.BytesConsumed];
        }

        /// <summary>The sanitised text. Null for a text that needs no sanitising.</summary>
        private ReadOnlyMemory<byte>? Clean(ReadOnlyMemory<byte> slice)
        {
            if (_dirty && JsonSanitizer.NeedsSanitizing(slice.Span))
            {
                return JsonSanitizer.Sanitize(slice.Span);
            }

            return null;
        }

        private static CapturedRecord<T> Record(ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte>? original, T? value) => value switch
        {
            null => new(raw, original, null, new RecordProblem("unreadable", "The record is null.", "$")),
            _ when IsTooDeep(raw.Span) => new(raw, original, null, new RecordProblem("too_deep", $"The record is nested deeper than {MaxRecordDepth} levels.", "$")),
            _ => new(raw, original, value, null),
        };

        private static bool IsTooDeep(ReadOnlySpan<byte> raw)
        {
            // Counting brackets is nearly free and settles it for all but monstrous records.
            if (raw.Count((byte)'{') + raw.Count((byte)'[') <= MaxRecordDepth)
            {
                return false;
            }

            Utf8JsonReader reader = new(raw, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
                if (reader.CurrentDepth >= MaxRecordDepth)
                {
                    return true;
                }
            }

            return false;
        }

        private static bool IsOfOneRecord(Exception exception) => exception is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException;

        private static RecordProblem Unreadable(Exception exception)
        {
            string? path = (exception as JsonException)?.Path;
            return new RecordProblem("unreadable", $"The record does not fit {typeof(T).Name}{(path is null ? "" : $" at {path}")}.", path);
        }

        private static string Name(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.GetString()!;
            }
            catch (InvalidOperationException exception)
            {
                throw new JsonException("A property name is not valid text.", exception);
            }
        }
    }
}
