using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Integrations.Http;

/// <summary>What tolerant converters and readers share.</summary>
public static class TokenText
{
    /// <summary>Text of a scalar token: a string's value, otherwise its characters.</summary>
    /// <param name="reader">Stands on the token.</param>
    /// <exception cref="JsonException">The token is null or composed.</exception>
    public static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False =>
            Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
        _ => throw Unexpected("text", reader.TokenType),
    };

    /// <summary>A number, or a number as text. Null for empty text.</summary>
    /// <param name="reader">Stands on the token.</param>
    /// <exception cref="JsonException">The token is neither, or the number is beyond what a decimal holds.</exception>
    public static decimal? Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out decimal number))
        {
            return number;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw Unexpected("a number", reader.TokenType);
        }

        string text = reader.GetString()!;
        return string.IsNullOrWhiteSpace(text) ? null
            : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal parsed) ? parsed
            : throw Unexpected("a number", reader.TokenType);
    }

    /// <summary>An error that names the kind of token and never its value.</summary>
    /// <param name="expected">What was wanted, with its article, for example <c>a number</c>.</param>
    /// <param name="found">What came.</param>
    public static JsonException Unexpected(string expected, JsonTokenType found) => new($"Expected {expected}, found {found}.");
}
