using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Integrations.Http;

/// <summary>A list of objects. An empty object in its place is an empty list, and null elements are left out.</summary>
/// <typeparam name="T">The element; must be listed in the vendor's source-generated context.</typeparam>
public sealed class ArrayOrEmptyMapConverter<T> : JsonConverter<IReadOnlyList<T>?>
    where T : class
{
    /// <inheritdoc/>
    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.EndObject ? [] : throw TokenText.Unexpected("an array", JsonTokenType.StartObject);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw TokenText.Unexpected("an array", reader.TokenType);
        }

        JsonTypeInfo<T> info = Info(options);
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null && JsonSerializer.Deserialize(ref reader, info) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T>? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        JsonTypeInfo<T> info = Info(options);
        writer.WriteStartArray();
        foreach (T item in value)
        {
            JsonSerializer.Serialize(writer, item, info);
        }

        writer.WriteEndArray();
    }

    private static JsonTypeInfo<T> Info(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
