using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Integrations.Http;

/// <summary>Value rules that all mappers of all vendors share.</summary>
public static class FieldValues
{
    /// <summary>The SQL null. A bare <c>null</c> beside a byte array or memory would become an empty memory instead.</summary>
    public static ReadOnlyMemory<byte>? NoJson => default;

    /// <summary>Trimmed text. Null when nothing is left.</summary>
    public static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>An e-mail address in the form that is compared: trimmed, lower case. Null when it is not one.</summary>
    public static string? Email(string? value) => Text(value) is { } text && text.Contains('@', StringComparison.Ordinal) ? text.ToLowerInvariant() : null;

    /// <summary>
    /// A phone number as E.164. Ten digits of the North American plan, with or without their 1, become <c>+1…</c>; a number written with its plus is kept when it has
    /// 8 to 15 digits. Anything else is null: a country cannot be guessed from digits.
    /// </summary>
    public static string? Phone(string? value)
    {
        if (value is null)
        {
            return null;
        }

        Span<char> digits = stackalloc char[16];
        digits[0] = '+';
        int count = 0;
        bool isInternational = value.AsSpan().TrimStart().StartsWith("+", StringComparison.Ordinal);
        foreach (char c in value)
        {
            if (!char.IsAsciiDigit(c))
            {
                if (char.IsAsciiLetter(c))
                {
                    break;
                }

                continue;
            }

            if (count == 15)
            {
                return null;
            }

            digits[++count] = c;
        }

        ReadOnlySpan<char> number = digits.Slice(1, count);
        if (number.Length == 11 && number[0] == '1')
        {
            return IsNanp(number[1..]) ? string.Concat("+", number) : null;
        }

        if (isInternational)
        {
            return number.Length >= 8 && number[0] != '0' && number[0] != '1' ? string.Concat("+", number) : null;
        }

        return number.Length == 10 && IsNanp(number) ? string.Concat("+1", number) : null;
    }

    /// <summary>UTF-8 JSON of a list. Null for none.</summary>
    public static ReadOnlyMemory<byte>? Json<T>(T? value, JsonTypeInfo<T> info)
        where T : class => value is null ? NoJson : JsonSerializer.SerializeToUtf8Bytes(value, info);

    /// <summary>UTF-8 JSON of a value kept as it came. Null for none.</summary>
    public static ReadOnlyMemory<byte>? Json(JsonElement? value) =>
        value is not { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } element
            ? NoJson
            : Json(element, static (writer, json) => json.WriteTo(writer));

    /// <summary>UTF-8 JSON that <paramref name="write"/> writes.</summary>
    public static ReadOnlyMemory<byte> Json<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer, state);
        }

        return buffer.WrittenMemory;
    }

    private static bool IsNanp(ReadOnlySpan<char> ten) => ten[0] is >= '2' and <= '9' && ten[3] is >= '2' and <= '9';
}
