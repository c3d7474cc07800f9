namespace Integrations.Fub;

/// <summary>Formats of query values.</summary>
internal static class FubQueryFormat
{
    /// <summary>UTC with whole seconds, for example <c>2026-01-15T16:20:29Z</c>. The value must be in UTC already. Documented.</summary>
    public const string Utc = "yyyy-MM-dd'T'HH:mm:ss'Z'";
}
