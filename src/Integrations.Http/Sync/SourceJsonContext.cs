using System.Text.Json.Serialization;

namespace Integrations.Http;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SourceNote))]
internal sealed partial class SourceJsonContext : JsonSerializerContext;
