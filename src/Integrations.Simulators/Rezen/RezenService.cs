namespace Integrations.Simulators;

/// <summary>Services of the vendor that are simulated, by the names of its hosts.</summary>
internal static class RezenService
{
    public const string Arrakis = "arrakis";
    public const string Yenta = "yenta";
    public const string Keymaker = "keymaker";
    public const string KeymakerOAuth = "keymaker-oauth";
    public const string Sherlock = "sherlock";
    public const string Dropbox = "dropbox";
    public const string Hermes = "hermes";

    public static readonly string[] All = [Arrakis, Yenta, Keymaker, KeymakerOAuth, Sherlock, Dropbox, Hermes];
}
