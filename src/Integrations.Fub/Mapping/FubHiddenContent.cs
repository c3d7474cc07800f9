using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Tells content from what the vendor writes in its place where it does not show it to this system.</summary>
/// <param name="markers">Such texts, compared whole and without regard to case.</param>
internal sealed class FubHiddenContent(IEnumerable<string> markers)
{
    private readonly string[] _markers = [.. markers];

    /// <summary>True for a text that stands in the place of content.</summary>
    public bool IsHidden(string? value)
    {
        ReadOnlySpan<char> text = value.AsSpan().Trim();
        if (text.IsEmpty)
        {
            return false;
        }

        foreach (string marker in _markers)
        {
            if (text.Equals(marker, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return text[0] == '*' && text[^1] == '*' && text.EndsWith("is hidden for privacy reasons *", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Trimmed text that is shown to this system. Null when it is hidden or empty.</summary>
    public string? Visible(string? value) => IsHidden(value) ? null : FieldValues.Text(value);
}
