using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A time that one client saw as text and another as an object with a <c>date</c> (person <c>lastCommunication</c>).</summary>
internal sealed class DatedObjectConverter : JsonConverter<FubTime?>
{
    public override FubTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.EndArray ? null : throw TokenText.Unexpected("a time", JsonTokenType.StartArray);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new FubTime(TokenText.Scalar(ref reader));
        }

        FubTime? time = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isDate = reader.ValueTextEquals("date"u8);
            reader.Read();
            if (isDate && reader.TokenType == JsonTokenType.String)
            {
                time = new FubTime(reader.GetString()!);
            }
            else
            {
                reader.Skip();
            }
        }

        return time;
    }

    public override void Write(Utf8JsonWriter writer, FubTime? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time.Text);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
