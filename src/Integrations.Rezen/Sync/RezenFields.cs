using System.Text.Json;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Puts properties whose place in a record is not proved where the model looks for them, as <see cref="RezenOptions.FieldPaths"/> says. The payload that is kept is the vendor's.</summary>
internal static class RezenFields
{
    /// <summary>The record, read again with the values from the places that are set. A place that the record does not have leaves the property as it came.</summary>
    /// <typeparam name="T">Wire model.</typeparam>
    /// <param name="record">The record as it came.</param>
    /// <param name="kind">Kind of record, the first word of a key of the option.</param>
    /// <param name="paths">The option.</param>
    public static CapturedRecord<T> Place<T>(CapturedRecord<T> record, string kind, IDictionary<string, string> paths)
        where T : class
    {
        (string Name, string[] Path)[] placed = [.. paths.Where(p => p.Key.StartsWith(kind + ".", StringComparison.Ordinal)).Select(p => (p.Key[(kind.Length + 1)..], p.Value.Split('.')))];
        if (placed.Length == 0 || record.Raw.IsEmpty)
        {
            return record;
        }

        using JsonDocument document = JsonDocument.Parse(record.Raw);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return record;
        }

        (string Name, JsonElement Value)[] found = [.. placed.Select(p => (p.Name, Value: At(document.RootElement, p.Path))).Where(static p => p.Value is not null).Select(static p => (p.Name, p.Value!.Value))];
        CapturedRecord<T> read = CapturedJson.ReadRecord(
            FieldValues.Json((document.RootElement, found), static (writer, state) =>
            {
                writer.WriteStartObject();
                foreach (JsonProperty property in state.RootElement.EnumerateObject().Where(p => !Array.Exists(state.found, f => f.Name == p.Name)))
                {
                    property.WriteTo(writer);
                }

                foreach ((string name, JsonElement value) in state.found)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }

                writer.WriteEndObject();
            }),
            RezenJsonContext.Of<T>());
        return new CapturedRecord<T>(record.Raw, record.Original, read.Value, read.Problem);
    }

    private static JsonElement? At(JsonElement element, string[] path)
    {
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }
}
