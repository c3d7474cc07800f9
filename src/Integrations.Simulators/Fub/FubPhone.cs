using System.Globalization;

namespace Integrations.Simulators;

/// <summary>Invented numbers and streets.</summary>
internal static class FubPhone
{
    public static string Any(ref Draw draw) =>
        string.Create(CultureInfo.InvariantCulture, $"{draw.Pick<string>(Words.AreaCodes)}555{draw.Next(10_000):D4}");

    /// <summary>Shape <c>(202) 555-0142</c>.</summary>
    public static string Pretty(string digits) => digits.Length == 10 ? $"({digits[..3]}) {digits[3..6]}-{digits[6..]}" : digits;

    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    public static string Street(ref Draw draw) => string.Create(CultureInfo.InvariantCulture, $"{100 + draw.Next(9_000)} {draw.Pick<string>(Words.Streets)}");

    public static string Zip(ref Draw draw) => draw.Next(100_000).ToString("D5", CultureInfo.InvariantCulture);
}
