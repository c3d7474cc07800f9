using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>Text that may come as a number (postal codes, phone numbers, event property <c>bedrooms</c>). An empty PHP array is null.</summary>
internal sealed class FlexibleTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return TokenText.Scalar(ref reader);
        }

        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? null : throw TokenText.Unexpected("text", JsonTokenType.StartArray);
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
