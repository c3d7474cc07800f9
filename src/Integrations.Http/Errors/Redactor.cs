using System.Text;
using System.Text.RegularExpressions;

namespace Integrations.Http;

/// <summary>
/// Masks what may be personal or secret in a piece of an answer before a person sees it: values of JSON properties and form fields that name a person, an address or a secret,
/// e-mail addresses, phone numbers, <c>Basic</c> and <c>Bearer</c> values, query strings and long tokens. It masks too much rather than too little.
/// </summary>
public static partial class Redactor
{
    /// <summary>Longest text that is returned, in characters.</summary>
    public const int MaxLength = 512;

    /// <summary>What stands for a masked piece.</summary>
    public const string Mask = "[redacted]";

    /// <summary>Masks before it cuts, since half an address would not be recognised; so much is looked at.</summary>
    private const int Considered = MaxLength * 4;

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    /// <summary>Words within the name of a property whose value is masked.</summary>
    private const string Words =
        "name|first|last|mail|phone|mobile|fax|contact|person|owner|user|agent|address|street|city|zip|postal|birth|ssn|tax|pass|secret|token|key|auth|cred|session|cookie|signature|jwt|note|body|text|subject|title|descr|summary|background|comment|remark|company|(?<!error)message|(created|updated|assigned)By";

    /// <summary>Masks the beginning of a body, read as UTF-8. At most <see cref="MaxLength"/> characters.</summary>
    public static string Redact(ReadOnlySpan<byte> body) => Redact(body, secrets: null);

    /// <summary>Masks a text. At most <see cref="MaxLength"/> characters.</summary>
    public static string Redact(string text) => Redact(text, secrets: null);

    /// <summary>Masks the beginning of a body, with what the vendor's secrets look like.</summary>
    internal static string Redact(ReadOnlySpan<byte> body, Regex? secrets) => Redact(Encoding.UTF8.GetString(body[..Math.Min(body.Length, Considered)]), secrets);

    private static string Redact(string text, Regex? secrets)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            string masked = text.Length > Considered ? text[..Considered] : text;
            masked = secrets?.Replace(masked, Mask) ?? masked;
            masked = JsonValue().Replace(masked, $"${{head}}\"{Mask}\"");
            masked = JsonList().Replace(masked, $"${{head}}[\"{Mask}\"]");
            masked = Scheme().Replace(masked, $"${{head}} {Mask}");
            masked = FormValue().Replace(masked, $"${{head}}={Mask}");
            masked = Query().Replace(masked, $"?{Mask}");
            masked = Email().Replace(masked, Mask);
            masked = Token().Replace(masked, Mask);
            masked = Segment().Replace(masked, Mask);
            masked = Phone().Replace(masked, Mask);
            masked = Controls().Replace(masked, " ");
            return masked.Length <= MaxLength ? masked : string.Concat(masked.AsSpan(0, MaxLength - 1), "…");
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be examined in time is not shown.
            return Mask;
        }
    }

    // "firstName": "…" and "apiKey": 123, also where the JSON stands escaped within a string, and where the text ends within the value.
    [GeneratedRegex("""(?<head>\\*"[^"\\:]{0,40}(""" + Words + """)[^"\\:]{0,40}\\*"\s*:\s*)(\\+"([^"\\]|\\(?!"))*(\\+"|$)|"([^"\\]|\\.)*("|$)|-?[0-9][0-9.eE+-]*)""", Plain, 500)]
    private static partial Regex JsonValue();

    // "names": ["…", "…"]
    [GeneratedRegex("""(?<head>\\*"[^"\\:]{0,40}(""" + Words + """)[^"\\:]{0,40}\\*"\s*:\s*)\[[^\[\]{}]*(\]|$)""", Plain, 500)]
    private static partial Regex JsonList();

    [GeneratedRegex("""\b(?<head>Basic|Bearer|Digest|Token)\s+[^\s"',;<>\\]+""", Plain, 500)]
    private static partial Regex Scheme();

    [GeneratedRegex("""\b(?<head>[\w.-]{0,40}(""" + Words + """)[\w.-]{0,40})=[^&\s"'<>]+""", Plain, 500)]
    private static partial Regex FormValue();

    [GeneratedRegex("""(?<=https?:[^\s"'<>?]*)\?[^\s"'<>]+""", Plain, 500)]
    private static partial Regex Query();

    [GeneratedRegex("""[^\s"'<>@:;,=(){}\[\]\\/]+(@|%40)[^\s"'<>@:;,=(){}\[\]\\/&]+""", Plain, 500)]
    private static partial Regex Email();

    // 24 characters or more of the alphabets of tokens, hashes and base64, of which one is a digit, so that long words of prose stay. Addresses stay too, but for such a segment.
    [GeneratedRegex("""(?<!https?:[^\s"'<>]{0,200})(?=[A-Z_+/.\-]*[0-9])[A-Z0-9_+/.\-]{24,}={0,2}""", Plain, 500)]
    private static partial Regex Token();

    [GeneratedRegex("""(?=[A-Z_\-]*[0-9])[A-Z0-9_\-]{24,}={0,2}""", Plain, 500)]
    private static partial Regex Segment();

    // Seven digits or more with the usual separators, not within a time such as 2026-01-15T16:20:29Z.
    [GeneratedRegex("""(?<![0-9A-Za-z:.\-])(\+|\(|00)?[0-9](?!\d{3}-\d{2}-\d{2}[T ])([\s().\-/]{0,2}[0-9]){6,}(?![0-9A-Za-z])""", Plain, 500)]
    private static partial Regex Phone();

    [GeneratedRegex("""[\p{Cc}]+""", Plain, 500)]
    private static partial Regex Controls();
}
