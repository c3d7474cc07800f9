using System.Text.Json.Serialization;

namespace Integrations.Abstractions;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(StrategyState))]
internal sealed partial class StrategyJsonContext : JsonSerializerContext;
