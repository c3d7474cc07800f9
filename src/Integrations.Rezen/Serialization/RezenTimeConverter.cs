using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Keeps the text of a time, also that of a number. Writes digits as a number, as the vendor does.</summary>
internal sealed class RezenTimeConverter : JsonConverter<RezenTime>
{
    public override RezenTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => new RezenTime(TokenText.Scalar(ref reader)),
        _ => throw TokenText.Unexpected("a time", reader.TokenType),
    };

    public override void Write(Utf8JsonWriter writer, RezenTime value, JsonSerializerOptions options)
    {
        if (long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
