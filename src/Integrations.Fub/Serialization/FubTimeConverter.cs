using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Keeps the text of a time. A number is kept as its digits, so that its record is rejected and not its page.</summary>
internal sealed class FubTimeConverter : JsonConverter<FubTime>
{
    public override FubTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new FubTime(reader.GetString()!),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => new FubTime(TokenText.Scalar(ref reader)),
        _ => throw TokenText.Unexpected("a time", reader.TokenType),
    };

    public override void Write(Utf8JsonWriter writer, FubTime value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
