using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>Writes a time as the vendor does: UTC, whole seconds, <c>Z</c>.</summary>
internal sealed class UtcSecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUniversalTime().ToString(FubQueryFormat.Utc, CultureInfo.InvariantCulture));
}
