namespace Integrations.Rezen;

/// <summary>Paths that options name.</summary>
internal static class RezenPath
{
    /// <summary>True for one or more segments of letters, digits and marks that mean nothing in an address.</summary>
    public static bool IsPlain(string path) => Array.TrueForAll(path.Split('/'), static s => s is not ("" or "." or "..") && s.All(IsUnreserved));

    /// <summary>True for a path that holds exactly one placeholder, of this name.</summary>
    public static bool Names(string path, string placeholder)
    {
        string filled = path.Replace($"{{{placeholder}}}", "x", StringComparison.Ordinal);
        return filled.Length == path.Length - placeholder.Length - 1 && IsPlain(filled);
    }

    /// <summary>Puts an identifier in place of the placeholder.</summary>
    /// <exception cref="ArgumentException">The identifier would change the path.</exception>
    public static string Fill(string path, string placeholder, string id) => IsPlain(id) && !id.Contains('/', StringComparison.Ordinal)
        ? path.Replace($"{{{placeholder}}}", id, StringComparison.Ordinal)
        : throw new ArgumentException("An identifier of reZEN is a UUID; this one cannot stand in an address.", nameof(id));

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~';
}
