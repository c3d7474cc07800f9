using System.Globalization;
using System.Text.Json;

namespace Integrations.Rezen;

/// <summary>
/// Reads numbers by key in the shapes that are thought possible: a map from key to number or money, an array of objects with key and number, or either of them within another object.
/// </summary>
internal static class RezenNumbers
{
    private static readonly string[] s_tiers = ["tier", "revShareTier", "level"];
    private static readonly string[] s_groups = ["lifecycleGroup", "group"];
    private static readonly string[] s_values = ["count", "size", "amount", "total", "value"];

    public static RezenTierNumbers Tiers(ReadOnlyMemory<byte> body) => new(
        Read(body, s_tiers, static name => Tier(name) is not null).Select(static p => (Tier: Tier(p.Key), p.Value)).Where(static p => p.Tier is not null)
            .GroupBy(static p => p.Tier!.Value).ToDictionary(static g => g.Key, static g => g.Last().Value));

    public static RezenGroupNumbers Groups(ReadOnlyMemory<byte> body) => new(
        Read(body, s_groups, static name => name.All(static c => char.IsAsciiLetter(c) || c == '_') && name.ToUpperInvariant() is var word && word is not ("TOTAL" or "COUNT" or "STATUS" or "TOTALCOUNT"))
            .Where(static p => p.Value is >= 0 and <= long.MaxValue).GroupBy(static p => p.Key.ToUpperInvariant(), StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => (long)g.Last().Value, StringComparer.Ordinal));

    /// <summary>The number of a tier's name: <c>1</c>, <c>TIER_1</c>, <c>tier1</c>.</summary>
    private static int? Tier(string name) =>
        int.TryParse(name.AsSpan(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int tier)
        && (char.IsAsciiDigit(name[0]) || name.StartsWith("tier", StringComparison.OrdinalIgnoreCase)) ? tier : null;

    private static List<KeyValuePair<string, decimal>> Read(ReadOnlyMemory<byte> body, string[] keys, Func<string, bool> isKey)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return Read(document.RootElement, keys, isKey);
    }

    private static List<KeyValuePair<string, decimal>> Read(JsonElement element, string[] keys, Func<string, bool> isKey)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return [.. element.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.Object).Select(e => Row(e, keys)).OfType<KeyValuePair<string, decimal>>()];
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        List<KeyValuePair<string, decimal>> found =
            [.. element.EnumerateObject().Where(p => isKey(p.Name)).Select(static p => (p.Name, Value: Number(p.Value))).Where(static p => p.Value is not null).Select(static p => KeyValuePair.Create(p.Name, p.Value!.Value))];
        return found.Count > 0
            ? found
            : element.EnumerateObject().Where(static p => p.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array).Select(p => Read(p.Value, keys, isKey)).FirstOrDefault(static f => f.Count > 0) ?? [];
    }

    private static KeyValuePair<string, decimal>? Row(JsonElement row, string[] keys)
    {
        string? key = keys.Select(k => row.TryGetProperty(k, out JsonElement value) ? value.ToString() : null).FirstOrDefault(static k => !string.IsNullOrEmpty(k));
        decimal? number = s_values.Select(v => row.TryGetProperty(v, out JsonElement value) ? Number(value) : null).FirstOrDefault(static n => n is not null);
        return key is not null && number is { } known ? KeyValuePair.Create(key, known) : null;
    }

    /// <summary>A number, a number as text, or the amount of a money object.</summary>
    private static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDecimal(out decimal number) ? number : null,
        JsonValueKind.String => decimal.TryParse(value.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) ? number : null,
        JsonValueKind.Object => value.TryGetProperty("amount"u8, out JsonElement amount) && amount.ValueKind is JsonValueKind.Number or JsonValueKind.String ? Number(amount) : null,
        _ => null,
    };
}
