using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>An object that PHP writes as <c>[]</c> when it is empty, for example person <c>socialData</c>. An empty array is null.</summary>
/// <typeparam name="T">The object.</typeparam>
internal sealed class ObjectOrEmptyArrayConverter<T> : JsonConverter<T?>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return JsonSerializer.Deserialize(ref reader, Info(options));
        }

        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? null : throw TokenText.Unexpected("an object or an empty array", JsonTokenType.StartArray);
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            JsonSerializer.Serialize(writer, value, Info(options));
        }
    }

    private static JsonTypeInfo<T> Info(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
