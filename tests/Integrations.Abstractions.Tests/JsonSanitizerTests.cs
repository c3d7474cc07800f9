using System.Text;
using System.Text.Json;
using CsCheck;

namespace Integrations.Abstractions.Tests;

public sealed class JsonSanitizerTests
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Pieces that matter at their borders, among them the halves of pairs, cut-off escapes and bytes of cut-off UTF-8 sequences.
    private static readonly byte[][] s_pieces =
    [
        [.. @"\u0000"u8], [.. @"\ud83d"u8], [.. @"\uDE00"u8], [.. @"\uD83D\uDE00"u8], [.. @"\\"u8], [.. @"\"u8], [.. @"\u"u8], [.. @"\u00e9"u8], [.. @"\uD8"u8], [.. @"\n"u8],
        [.. @"\/"u8], [.. "u0000"u8], [.. "é"u8], [.. "😀"u8], [0], [0x80], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xFF], [.. "plain text"u8], [.. @"\ufffd"u8], [.. @"\uZZZZ"u8],
    ];

    private static readonly Gen<byte[]> s_text = Gen.Int[0, s_pieces.Length - 1].Array[0, 12].Select(static picks => picks.SelectMany(static p => s_pieces[p]).ToArray());

    [Theory]
    [InlineData(@"{""a"":""\u0000""}", @"{""a"":""\uFFFD""}")]
    [InlineData(@"{""a"":""x\ud83dy""}", @"{""a"":""x\uFFFDy""}")]
    [InlineData(@"{""a"":""\uDE00""}", @"{""a"":""\uFFFD""}")]
    [InlineData(@"{""a"":""\uD83D\uD83D\uDE00""}", @"{""a"":""\uFFFD\uD83D\uDE00""}")]
    [InlineData(@"{""a"":""\uD83D\n\uDE00""}", @"{""a"":""\uFFFD\n\uFFFD""}")]
    [InlineData(@"{""a"":""\\\u0000""}", @"{""a"":""\\\uFFFD""}")]
    [InlineData("{\"a\":\"\0\"}", "{\"a\":\"\uFFFD\"}")]
    public void What_PostgreSQL_refuses_becomes_visible(string json, string expected)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);

        Assert.True(JsonSanitizer.NeedsSanitizing(utf8));
        Assert.Equal(expected, Encoding.UTF8.GetString(JsonSanitizer.Sanitize(utf8)));
    }

    [Theory]
    [InlineData(@"{""a"":""\\u0000""}")]
    [InlineData(@"{""a"":""\\\\ud83d""}")]
    [InlineData(@"{""a"":""caf\u00e9 \ud83d\ude00 \/ \ud7ff \ue000""}")]
    [InlineData(@"{""a"":""😀 é""}")]
    [InlineData("")]
    public void Clean_text_is_untouched(string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);

        Assert.False(JsonSanitizer.NeedsSanitizing(utf8));
        Assert.Equal(utf8, JsonSanitizer.Sanitize(utf8));
    }

    [Fact]
    public void Invalid_utf8_becomes_visible()
    {
        byte[] json = [.. "{\"a\":\""u8, 0xC3, (byte)'x', 0xED, 0xB0, 0x80, .. "\"}"u8];

        using JsonDocument document = JsonDocument.Parse(JsonSanitizer.Sanitize(json));

        Assert.Equal("\uFFFDx\uFFFD\uFFFD\uFFFD", document.RootElement.GetProperty("a").GetString());
    }

    [Fact]
    public void NULs_after_a_cut_off_escape_are_not_part_of_it() =>
        Assert.Equal("\\uD8\uFFFD\uFFFD"u8, JsonSanitizer.Sanitize([.. @"\uD8"u8, 0, 0]));

    [Fact]
    public void Any_text_is_accepted_after_sanitizing_and_clean_text_is_untouched() =>
        s_text.Sample(
            static text =>
            {
                byte[] clean = JsonSanitizer.Sanitize(text);
                bool isDirty = !IsAccepted(text);
                return IsAccepted(clean) && JsonSanitizer.NeedsSanitizing(text) == isDirty && (isDirty || clean.AsSpan().SequenceEqual(text));
            },
            iter: 50_000,
            print: static text => Convert.ToHexString(text));

    [Fact]
    public void Random_bytes_and_truncated_text_do_not_throw() =>
        Gen.Byte.Array[0, 64].Sample(static bytes => IsAccepted(JsonSanitizer.Sanitize(bytes)), iter: 20_000, print: static bytes => Convert.ToHexString(bytes));

    /// <summary>PostgreSQL's rules, written the slow way: strict UTF-8, no NUL, and in escapes no NUL and no surrogate without its other half next to it.</summary>
    private static bool IsAccepted(byte[] bytes)
    {
        string text;
        try
        {
            text = s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        bool afterHigh = false;
        for (int i = 0; i < text.Length;)
        {
            char unit = '\uFFFF';
            int length = 1;
            if (text[i] == '\\')
            {
                bool isUnit = i + 6 <= text.Length && text[i + 1] == 'u' && text.AsSpan(i + 2, 4).ToString().All(char.IsAsciiHexDigit);
                unit = isUnit ? (char)Convert.ToInt32(text.Substring(i + 2, 4), 16) : unit;
                length = isUnit ? 6 : Math.Min(2, text.Length - i);
                length = length == 2 && (text[i + 1] == '\0' || text[i + 1] > '\x7F') ? 1 : length;
            }
            else if (text[i] == '\0')
            {
                return false;
            }

            if (unit == '\0' || afterHigh != char.IsLowSurrogate(unit))
            {
                return false;
            }

            afterHigh = char.IsHighSurrogate(unit);
            i += length;
        }

        return !afterHigh;
    }
}
