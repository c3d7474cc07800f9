using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>Fields of a change, as they are kept with the record.</summary>
internal static class JsonFields
{
    public static Dictionary<string, JsonElement> Read(JsonObject fields)
    {
        using var document = JsonDocument.Parse(fields.ToJsonString());
        var read = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject()) read[property.Name] = property.Value.Clone();
        return read;
    }
}
