using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A picture that comes as an object, as <c>[]</c>, as an address (text messages, deal avatars) or as empty text.</summary>
internal sealed class PictureConverter : JsonConverter<FubPicture?>
{
    public override FubPicture? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                string address = reader.GetString()!;
                return string.IsNullOrWhiteSpace(address) ? null : new FubPicture { Original = address };
            case JsonTokenType.StartArray:
                reader.Read();
                return reader.TokenType == JsonTokenType.EndArray ? null : throw TokenText.Unexpected("a picture", JsonTokenType.StartArray);
            default:
                return JsonSerializer.Deserialize(ref reader, Info(options));
        }
    }

    public override void Write(Utf8JsonWriter writer, FubPicture? value, JsonSerializerOptions options)
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

    private static JsonTypeInfo<FubPicture> Info(JsonSerializerOptions options) => (JsonTypeInfo<FubPicture>)options.GetTypeInfo(typeof(FubPicture));
}
