using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Tags come as names; one client saw objects with a name on internal endpoints, which are read as their name.</summary>
internal sealed class TagNamesConverter : JsonConverter<IReadOnlyList<string>?>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.EndObject ? [] : throw TokenText.Unexpected("an array of tags", JsonTokenType.StartObject);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw TokenText.Unexpected("an array of tags", reader.TokenType);
        }

        var names = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadNamed(ref reader, names);
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                names.Add(TokenText.Scalar(ref reader));
            }
        }

        return names;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string>? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        foreach (string name in value)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    private static void ReadNamed(ref Utf8JsonReader reader, List<string> names)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isName = reader.ValueTextEquals("name"u8);
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String)
            {
                names.Add(reader.GetString()!);
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
