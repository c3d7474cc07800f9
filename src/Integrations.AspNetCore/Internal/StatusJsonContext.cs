using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Abstractions;
using Integrations.Engine;

namespace Integrations.AspNetCore;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(AccountRefConverter), typeof(StreamNameConverter)])]
[JsonSerializable(typeof(StatusPage))]
internal sealed partial class StatusJsonContext : JsonSerializerContext
{
    /// <summary>Writes <c>fub/17</c>.</summary>
    internal sealed class AccountRefConverter : JsonConverter<AccountRef>
    {
        public override AccountRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Status is written and never read.");

        public override void Write(Utf8JsonWriter writer, AccountRef value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    /// <summary>Writes <c>fub.people</c>.</summary>
    internal sealed class StreamNameConverter : JsonConverter<StreamName>
    {
        public override StreamName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Status is written and never read.");

        public override void Write(Utf8JsonWriter writer, StreamName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
