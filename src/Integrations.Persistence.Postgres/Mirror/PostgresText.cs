using System.Buffers;

namespace Integrations.Persistence.Postgres;

/// <summary>Text that PostgreSQL accepts: a NUL character and a lone surrogate each become U+FFFD, as in the raw payload.</summary>
internal static class PostgresText
{
    private static readonly SearchValues<char> _suspects = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(static i => (char)i), '\0']);

    /// <summary>The text itself when it is clean, which is nearly always.</summary>
    public static string Clean(string text)
    {
        int first = text.AsSpan().IndexOfAny(_suspects);
        return first < 0 ? text : Replace(text, first);
    }

    private static string Replace(string text, int first)
    {
        char[] characters = text.ToCharArray();
        for (int i = first; i < characters.Length; i++)
        {
            if (char.IsHighSurrogate(characters[i]) && i + 1 < characters.Length && char.IsLowSurrogate(characters[i + 1]))
            {
                i++;
            }
            else if (characters[i] == '\0' || char.IsSurrogate(characters[i]))
            {
                characters[i] = '\uFFFD';
            }
        }

        return new string(characters);
    }
}
