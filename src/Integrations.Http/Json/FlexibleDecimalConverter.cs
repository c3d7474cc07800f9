using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Http;

/// <summary>Amounts that come as a number or as text. Empty text is null.</summary>
public sealed class FlexibleDecimalConverter : JsonConverter<decimal?>
{
    /// <inheritdoc/>
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TokenText.Number(ref reader);

    /// <inheritdoc/>
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
