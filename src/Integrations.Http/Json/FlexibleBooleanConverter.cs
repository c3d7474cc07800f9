using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Http;

/// <summary>Truth values that come as true or false, as 0 or 1, or as text. Empty text is null.</summary>
public sealed class FlexibleBooleanConverter : JsonConverter<bool?>
{
    /// <inheritdoc/>
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => reader.GetDecimal() != 0,
        JsonTokenType.String => reader.GetString() switch
        {
            "1" or "true" or "True" => true,
            "0" or "false" or "False" => false,
            "" => null,
            _ => throw TokenText.Unexpected("a boolean", reader.TokenType),
        },
        _ => throw TokenText.Unexpected("a boolean", reader.TokenType),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } known)
        {
            writer.WriteBooleanValue(known);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
