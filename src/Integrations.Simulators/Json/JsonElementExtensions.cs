using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Tolerant reading of edited values: what does not fit is written to the wire as it is.</summary>
internal static class JsonElementExtensions
{
    public static bool TryNumber(this JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number);
    }

    /// <summary>Null reads as 0.</summary>
    public static bool TryNumberOrNull(this JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Null || value.TryNumber(out number);
    }

    public static bool TryTruth(this JsonElement value, out bool truth)
    {
        truth = value.ValueKind == JsonValueKind.True || (value.TryNumber(out var number) && number != 0);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number;
    }

    public static bool TryText(this JsonElement value, out string? text)
    {
        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return value.ValueKind is JsonValueKind.String or JsonValueKind.Null;
    }

    public static bool TryTime(this JsonElement value, out long unixSeconds)
    {
        unixSeconds = 0;
        if (value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind != JsonValueKind.String || !value.TryGetDateTimeOffset(out var time)) return false;
        unixSeconds = time.ToUnixTimeSeconds();
        return true;
    }

    public static bool TryTexts(this JsonElement value, out List<string> texts)
    {
        texts = [];
        if (value.ValueKind != JsonValueKind.Array) return false;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String) return false;
            texts.Add(item.GetString()!);
        }

        return true;
    }

    public static bool TryNumbers(this JsonElement value, out List<long> numbers)
    {
        numbers = [];
        if (value.ValueKind != JsonValueKind.Array) return false;
        foreach (var item in value.EnumerateArray())
        {
            if (!item.TryNumber(out var number)) return false;
            numbers.Add(number);
        }

        return true;
    }

    /// <summary>The <c>value</c> of each object of a list that holds nothing but values.</summary>
    public static bool TryValues(this JsonElement value, out List<string> values)
    {
        values = [];
        if (value.ValueKind != JsonValueKind.Array) return false;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("value", out var text) || text.ValueKind != JsonValueKind.String || item.EnumerateObject().Count() != 1) return false;
            values.Add(text.GetString()!);
        }

        return true;
    }
}
