namespace Integrations.Fub;

/// <summary>One stretch of the text message walk: the messages of one person, or those to or from one number.</summary>
/// <param name="Key">Name in the cursor, for example <c>p9002</c>.</param>
/// <param name="Query">The filter that the vendor requires.</param>
internal sealed record FubTextMessageUnit(string Key, FubTextMessagesQuery Query);
