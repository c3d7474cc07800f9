using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Integrations.Fub;

/// <summary>What the tolerant converters share.</summary>
internal static class TokenText
{
    /// <summary>Text of a scalar token: a string's value, otherwise its characters.</summary>
    public static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False =>
            Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
        _ => throw Unexpected("text", reader.TokenType),
    };

    /// <summary>An error that names the kind of token and never its value.</summary>
    public static JsonException Unexpected(string expected, JsonTokenType found) => new($"Expected {expected}, found {found}.");
}
