using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>Amounts that come as a number or as text (event property <c>price</c>). Empty text is null.</summary>
internal sealed class FlexibleDecimalConverter : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDecimal(out decimal number):
                return number;
            case JsonTokenType.String:
                string text = reader.GetString()!;
                if (string.IsNullOrWhiteSpace(text))
                {
                    return null;
                }

                if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal parsed))
                {
                    return parsed;
                }

                break;
        }

        throw TokenText.Unexpected("a number", reader.TokenType);
    }

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
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
