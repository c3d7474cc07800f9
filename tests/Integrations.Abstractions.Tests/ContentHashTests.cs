using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace Integrations.Abstractions.Tests;

public sealed class ContentHashTests
{
    private static readonly HashRules s_rules = new() { Volatile = ["lastActivity", "peopleCount"], Unordered = ["phones", "tags"] };

    private static readonly Gen<string> s_scalar = Gen.OneOf(
        Gen.Int[-9, 9].Select(static i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf("null", "true", "\"\"", "\"\\u00e9\"", "\"é\"", "\"a b\"", "{}", "[]", "1.50", "{ \"b\": 1, \"a\": [2, {}] }", "\"\\\"]}\""));

    private static readonly Gen<string> s_value = Gen.OneOf(s_scalar, s_scalar.Array[0, 5].Select(static items => $"[{string.Join(", ", items)}]"));

    private static readonly Gen<(string Name, string Value)[]> s_object =
        Gen.Select(
            Gen.OneOf("id", "name", "nam", "names", "nameOfSomebody1", "nameOfSomebody2", "phones", "tags", "lastActivity", "peopleCount", "", "é", "customField", "customFieldOther"),
            s_value).Array[0, 12].Select(static all => all.DistinctBy(static p => p.Item1).ToArray());

    [Theory]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}")]
    [InlineData("{\"a\":1}", " { \"a\" : 1 } ")]
    [InlineData("{\"a\":1,\"lastActivity\":\"x\"}", "{\"peopleCount\":[1],\"a\":1}")]
    [InlineData("{\"phones\":[{\"n\":1},{\"n\":2}]}", "{\"phones\":[{\"n\":2}, {\"n\":1}]}")]
    public void I5_payloads_that_mean_the_same_have_the_same_hash(string a, string b) => Assert.Equal(Hash(a), Hash(b));

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":2}")]
    [InlineData("{\"a\":1}", "{\"b\":1}")]
    [InlineData("{\"a\":[1,2]}", "{\"a\":[2,1]}")]
    [InlineData("{\"tags\":[1,1]}", "{\"tags\":[1]}")]
    [InlineData("{\"tags\":[]}", "{\"tags\":null}")]
    [InlineData("{\"tags\":[]}", "{}")]
    [InlineData("{\"tags\":[12]}", "{\"tags\":[1,2]}")]
    [InlineData("{\"a\":{\"lastActivity\":1}}", "{\"a\":{\"lastActivity\":2}}")]
    public void I5_payloads_that_differ_have_different_hashes(string a, string b) => Assert.NotEqual(Hash(a), Hash(b));

    [Fact]
    public void I5_a_new_mapping_version_changes_every_hash() => Assert.NotEqual(Hash("{}", 1), Hash("{}", 2));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"tags\":[1")]
    [InlineData("{} {}")]
    public void A_payload_that_is_not_an_object_is_an_argument_error(string json) => Assert.Throws<ArgumentException>(() => Hash(json));

    [Fact]
    public void I5_the_hash_is_that_of_a_slow_reading_by_document() =>
        Gen.Select(s_object, s_object, Gen.Int[0, 1000]).Sample(
            static (a, b, shuffle) =>
            {
                var other = shuffle % 2 == 0 ? a.ToArray() : b;
                new Random(shuffle).Shuffle(other);
                string left = Json(a);
                string right = Json(other);
                return Hash(left).AsSpan().SequenceEqual(Hash(right)) == string.Equals(Canonical(left), Canonical(right), StringComparison.Ordinal);
            },
            iter: 20_000);

    [Fact]
    public void Sets_larger_than_the_first_buffer_are_sorted()
    {
        int[] numbers = [.. Enumerable.Range(0, 1000)];
        byte[] ordered = Hash($"{{\"tags\":[{string.Join(',', numbers)}]}}");
        new Random(7).Shuffle(numbers);

        Assert.Equal(ordered, Hash($"{{\"tags\":[{string.Join(',', numbers)}]}}"));
        Assert.Equal(SHA256.HashSizeInBytes, ordered.Length);
    }

    private static string Json((string Name, string Value)[] properties) => $"{{{string.Join(",", properties.Select(static p => $"\"{p.Name}\": {p.Value}"))}}}";

    private static string Canonical(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        IEnumerable<string> properties = document.RootElement.EnumerateObject()
            .Where(static p => !s_rules.Volatile.Contains(p.Name))
            .OrderBy(static p => p.Name, StringComparer.Ordinal)
            .Select(static p => $"{p.Name}={(p.Value.ValueKind == JsonValueKind.Array && s_rules.Unordered.Contains(p.Name)
                ? $"set({string.Join(" | ", p.Value.EnumerateArray().Select(static e => e.GetRawText()).Order(StringComparer.Ordinal))})"
                : p.Value.GetRawText())}");
        return string.Join("\n", properties);
    }

    private static byte[] Hash(string json, int mappingVersion = 1) => ContentHash.Compute(Encoding.UTF8.GetBytes(json), s_rules, mappingVersion);
}
