namespace Integrations.Abstractions;

/// <summary>
/// Makes JSON text acceptable to PostgreSQL, visibly: a NUL character, a lone surrogate and an invalid UTF-8 sequence each become U+FFFD. PostgreSQL's <c>text</c> and
/// <c>jsonb</c> refuse the first two and its UTF-8 check the third.
/// </summary>
public static class JsonSanitizer
{
    /// <summary>True when <paramref name="json"/> holds something that PostgreSQL refuses. Fast for clean text.</summary>
    public static bool NeedsSanitizing(ReadOnlySpan<byte> json) => throw new NotImplementedException();

    /// <summary>The text with each offending character replaced. Returns a new array.</summary>
    public static byte[] Sanitize(ReadOnlySpan<byte> json) => throw new NotImplementedException();
}
