using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Reads the answers to writes: an object, a bare identifier as older builds send, or nothing.</summary>
internal static class RezenWriteReader
{
    public static RezenWriteResult<T> Read<T>(ReceivedBody body, JsonTypeInfo<T> type)
        where T : class
    {
        if (body.Bytes.IsEmpty)
        {
            return new RezenWriteResult<T>();
        }

        using JsonDocument document = JsonDocument.Parse(body.Bytes);
        JsonElement root = document.RootElement;
        return root.ValueKind switch
        {
            JsonValueKind.String => new RezenWriteResult<T> { Id = root.GetString() },
            JsonValueKind.Object => new RezenWriteResult<T>
            {
                Value = CapturedJson.ReadRecord(body.Bytes, type).Required(RezenDefaults.Vendor),
                Id = root.TryGetProperty("id"u8, out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null,
                Errors = [.. Problems(root, "errors"), .. Problems(root, "builderErrors")],
                Warnings = [.. Problems(root, "transactionWarnings")],
            },
            _ => new RezenWriteResult<T>(),
        };
    }

    /// <summary>A list, or a single one.</summary>
    private static IEnumerable<JsonElement> Problems(JsonElement root, string property) => !root.TryGetProperty(property, out JsonElement value) ? []
        : value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Select(static p => p.Clone()),
            JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.False => [],
            _ => [value.Clone()],
        };
}
