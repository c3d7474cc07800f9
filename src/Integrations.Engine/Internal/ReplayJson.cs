using System.Text.Json.Serialization;

namespace Integrations.Engine;

[JsonSerializable(typeof(ReplayOrder))]
internal sealed partial class ReplayJson : JsonSerializerContext;
