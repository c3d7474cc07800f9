using System.Text;
using System.Text.Json.Nodes;

namespace Integrations.Testing;

/// <summary>Bad input, drawn from a seed: what a vendor might send on its worst day.</summary>
public static class BadInput
{
    private static readonly string[] s_values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "-0.0", "9007199254740993", "18446744073709551616", "123456789012345678901234567890.123456789", "\"\"", "\" \"", "\"x\"", "[]", "{}",
        "[null]", "[[]]", "[{}]", "{\"id\":{}}", "\"2026-02-30T25:61:61Z\"", "\"0000-00-00 00:00:00\"", "\"9999-12-31T23:59:59+99:99\"", "\"NaN\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"",
        "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"+1 (555) 010-0199 ext. 7\"", "\"\\\\\"", "\"a@b@example.com\"", "{\"a\":{\"b\":{\"c\":[1,2,{\"d\":null}]}}}", "{\"a\":1,\"a\":2}",
        "{\"\\ud800\":1}", "-9223372036854775808", "9223372036854775807", "2147483648", "\"<html>\"", "\"true\"", "\"12\"", "[1,\"2\",null,{}]",
    ];

    private static readonly byte[][] s_bytes = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xEF, 0xBB, 0xBF]];

    private static readonly string[] s_bodies =
    [
        "", " ", "null", "true", "1", "\"text\"", "[]", "{}", "[[]]", "[null,1,\"x\"]", "{\"people\":null}", "{\"people\":{}}", "{\"_metadata\":[]}", "{\"_metadata\":{},\"a\":[],\"b\":[]}",
        "<!doctype html><html><body>502 Bad Gateway</body></html>", "\uFEFF{}", "{\"errorMessage\":\"x\"}", "{\"_metadata\":{\"total\":\"many\",\"next\":{}},\"x\":[{\"id\":1}]}", "{\"\\ud800\":[]}", "\0",
    ];

    /// <summary>A record that is still JSON, whatever else it is.</summary>
    /// <param name="record">A sound record.</param>
    /// <param name="random">Decides.</param>
    public static byte[] Record(JsonObject record, Random random)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(random);
        string text = record.ToJsonString();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            text = random.Next(12) switch
            {
                0 => s_values[random.Next(s_values.Length)],
                1 => Remove(text, random),
                2 => Twice(text, random),
                3 => Deep(text, random),
                4 => Long(text, random),
                _ => Replace(text, random),
            };
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(6) == 0 ? InText(bytes, random) : bytes;
    }

    /// <summary>A body that may be anything.</summary>
    /// <param name="body">A sound body.</param>
    /// <param name="random">Decides.</param>
    public static byte[] Body(byte[] body, Random random)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(random);
        switch (random.Next(8))
        {
            case 0:
                return Encoding.UTF8.GetBytes(s_bodies[random.Next(s_bodies.Length)]);
            case 1:
                return body[..random.Next(body.Length)];
            case 2:
                return [0xEF, 0xBB, 0xBF, .. body];
            case 3:
                int from = random.Next(body.Length);
                return [.. body[..from], .. body[Math.Min(body.Length, from + random.Next(1, 40))..]];
            case 4:
                int at = random.Next(body.Length);
                return [.. body[..at], .. s_bytes[random.Next(s_bytes.Length)], .. body[at..]];
            case 5:
                byte[] noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                return noise;
            default:
                byte[] flipped = [.. body];
                for (int i = random.Next(1, 6); i > 0; i--)
                {
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                }

                return flipped;
        }
    }

    private static string Replace(string text, Random random) =>
        Edit(text, random, static (place, key, r) => place[key] = JsonNode.Parse("\"@@\""), s_values[random.Next(s_values.Length)]);

    private static string Remove(string text, Random random) => Edit(text, random, static (place, key, _) => place.Remove(key), by: null);

    private static string Deep(string text, Random random)
    {
        int depth = random.Next(2) == 0 ? random.Next(50, 70) : random.Next(240, 600);
        return Edit(text, random, static (place, key, _) => place[key] = JsonNode.Parse("\"@@\""), new string('[', depth) + new string(']', depth));
    }

    private static string Long(string text, Random random) =>
        Edit(text, random, static (place, key, _) => place[key] = JsonNode.Parse("\"@@\""), $"\"{new string('9', random.Next(200, 3_000))}\"");

    /// <summary>A name that stands twice.</summary>
    private static string Twice(string text, Random random) =>
        Edit(text, random, static (place, key, _) => place["@twice@" + key] = JsonNode.Parse("\"@@\""), s_values[random.Next(s_values.Length)]).Replace("@twice@", "", StringComparison.Ordinal);

    private static string Edit(string text, Random random, Action<JsonObject, string, Random> change, string? by)
    {
        try
        {
            var root = JsonNode.Parse(text) as JsonObject;
            JsonObject? place = root is null ? null : Place(root, random);
            if (place is not { Count: > 0 })
            {
                return text;
            }

            change(place, place.ElementAt(random.Next(place.Count)).Key, random);
            return by is null ? root!.ToJsonString() : root!.ToJsonString().Replace("\"@@\"", by, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            // What an earlier mutation made cannot be taken apart again: it stays as it is.
            return text;
        }
    }

    private static JsonObject Place(JsonObject root, Random random)
    {
        JsonObject place = root;
        while (random.Next(2) == 0)
        {
            JsonObject[] inner = [.. place.Select(static p => p.Value switch { JsonObject o => o, JsonArray { Count: > 0 } a => a[0] as JsonObject, _ => null }).OfType<JsonObject>()];
            if (inner.Length == 0)
            {
                break;
            }

            place = inner[random.Next(inner.Length)];
        }

        return place;
    }

    /// <summary>Bytes that are not UTF-8, inside a text.</summary>
    private static byte[] InText(byte[] json, Random random)
    {
        int at = Array.IndexOf(json, (byte)'"', random.Next(json.Length));
        return at < 0 || at + 1 >= json.Length || json[at + 1] is not (>= (byte)'a' and <= (byte)'z')
            ? json
            : [.. json[..(at + 1)], .. s_bytes[random.Next(s_bytes.Length)], .. json[(at + 1)..]];
    }
}
