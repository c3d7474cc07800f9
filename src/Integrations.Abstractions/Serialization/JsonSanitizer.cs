using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Integrations.Abstractions;

/// <summary>
/// Makes JSON text acceptable to PostgreSQL, visibly: a NUL character, a lone surrogate and an invalid UTF-8 sequence each become U+FFFD. PostgreSQL's <c>text</c> and
/// <c>jsonb</c> refuse the first two and its UTF-8 check the third.
/// </summary>
public static class JsonSanitizer
{
    private const int EscapeLength = 6;

    /// <summary>Bytes that <see cref="Sanitize"/> has to look at: NUL, backslash and all that is not ASCII.</summary>
    private static readonly SearchValues<byte> s_suspects = SearchValues.Create([0, (byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(static b => (byte)b)]);

    /// <summary>True when <paramref name="json"/> holds something that PostgreSQL refuses. Fast for clean text.</summary>
    public static bool NeedsSanitizing(ReadOnlySpan<byte> json) => !Utf8.IsValid(json) || json.Contains((byte)0) || HasBadEscape(json);

    /// <summary>The text with each offending character replaced; clean text comes back byte for byte. Text that is cut off stays cut off. Returns a new array.</summary>
    public static byte[] Sanitize(ReadOnlySpan<byte> json)
    {
        var clean = new ArrayBufferWriter<byte>(json.Length + EscapeLength);
        while (!json.IsEmpty)
        {
            int harmless = json.IndexOfAny(s_suspects);
            harmless = harmless < 0 ? json.Length : harmless;
            clean.Write(json[..harmless]);
            json = json[harmless..];
            if (json.IsEmpty)
            {
                break;
            }

            if (json[0] == (byte)'\\')
            {
                int length = ReadEscape(json, out bool isBad);
                clean.Write(isBad ? @"\uFFFD"u8 : json[..length]);
                json = json[length..];
                continue;
            }

            OperationStatus status = Rune.DecodeFromUtf8(json, out Rune rune, out int consumed);
            clean.Write(status == OperationStatus.Done && rune.Value != 0 ? json[..consumed] : "\uFFFD"u8);
            json = json[consumed..];
        }

        return clean.WrittenSpan.ToArray();
    }

    private static bool HasBadEscape(ReadOnlySpan<byte> json)
    {
        // Vendors that escape all of Unicode are common, and each of these searches is vectorised: only text that may hold a NUL or a surrogate is read escape by escape.
        if (json.IndexOf(@"\u0000"u8) < 0 && json.IndexOf(@"\ud"u8) < 0 && json.IndexOf(@"\uD"u8) < 0)
        {
            return false;
        }

        for (int next = json.IndexOf((byte)'\\'); next >= 0; next = json.IndexOf((byte)'\\'))
        {
            json = json[next..];
            int length = ReadEscape(json, out bool isBad);
            if (isBad)
            {
                return true;
            }

            json = json[length..];
        }

        return false;
    }

    /// <summary>Length of the escape at the begin of <paramref name="json"/>; both halves of a surrogate pair are one.</summary>
    private static int ReadEscape(ReadOnlySpan<byte> json, out bool isBad)
    {
        isBad = false;
        if (!TryReadUnit(json, out char unit))
        {
            // Another escape, or one that is cut off. What follows the backslash is part of it, unless it has to be looked at itself.
            return json.Length > 1 && json[1] is not 0 and < 0x80 ? 2 : 1;
        }

        if (char.IsHighSurrogate(unit) && TryReadUnit(json[EscapeLength..], out char low) && char.IsLowSurrogate(low))
        {
            return 2 * EscapeLength;
        }

        isBad = unit == 0 || char.IsSurrogate(unit);
        return EscapeLength;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> json, out char unit)
    {
        unit = default;
        if (json.Length < EscapeLength || json[0] != (byte)'\\' || json[1] != (byte)'u')
        {
            return false;
        }

        // Digit by digit: the framework's parsers take NULs after a number as part of it.
        int value = 0;
        foreach (byte digit in json[2..EscapeLength])
        {
            int nibble = HexValue(digit);
            if (nibble < 0)
            {
                return false;
            }

            value = (value << 4) | nibble;
        }

        unit = (char)value;
        return true;
    }

    private static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
