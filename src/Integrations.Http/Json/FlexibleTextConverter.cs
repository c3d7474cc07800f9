using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Http;

/// <summary>Text that may come as a number, such as a postal code. An empty array, which PHP writes for nothing, is null.</summary>
public sealed class FlexibleTextConverter : JsonConverter<string?>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return TokenText.Scalar(ref reader);
        }

        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? null : throw TokenText.Unexpected("text", JsonTokenType.StartArray);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
