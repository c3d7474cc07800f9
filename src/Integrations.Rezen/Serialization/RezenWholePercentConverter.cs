using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Reads a number, or a number as text.</summary>
internal sealed class RezenWholePercentConverter : JsonConverter<RezenWholePercent>
{
    public override RezenWholePercent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(TokenText.Number(ref reader) ?? throw TokenText.Unexpected("a number", reader.TokenType));

    public override void Write(Utf8JsonWriter writer, RezenWholePercent value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
