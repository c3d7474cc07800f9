using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Http;

/// <summary>Whole numbers that come as a number, as text, or as a boolean. Empty text is null; a fraction is cut.</summary>
public sealed class FlexibleInt64Converter : JsonConverter<long?>
{
    /// <inheritdoc/>
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return 1;
            case JsonTokenType.False:
                return 0;
            case JsonTokenType.Number when reader.TryGetInt64(out long whole):
                return whole;
            case JsonTokenType.Number when reader.TryGetDecimal(out decimal number) && number is >= long.MinValue and <= long.MaxValue:
                return (long)number;
            case JsonTokenType.String:
                string text = reader.GetString()!;
                if (string.IsNullOrWhiteSpace(text))
                {
                    return null;
                }

                if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal parsed) && parsed is >= long.MinValue and <= long.MaxValue)
                {
                    return (long)parsed;
                }

                break;
        }

        throw TokenText.Unexpected("a whole number", reader.TokenType);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } known)
        {
            writer.WriteNumberValue(known);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
