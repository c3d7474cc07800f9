using System.Globalization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Tiers as lists of a stream.</summary>
internal static class RezenTiers
{
    /// <summary>The lists.</summary>
    public static IReadOnlyList<string> Parts(RezenOptions options) => [.. options.AllTiers.Select(static t => t.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The tier of a list.</summary>
    public static int Of(string? part) => int.Parse(part!, CultureInfo.InvariantCulture);

    /// <summary>
    /// A page of a tier. A tier that the programme does not have is answered with 404, and is empty; one beyond the classic programme may be answered with 400 as well (Observed of a client that
    /// stops at either).
    /// </summary>
    /// <param name="part">The tier's list.</param>
    /// <param name="ask">Asks for the page.</param>
    public static async Task<RezenPage<T>> PageAsync<T>(string? part, Func<Task<RezenPage<T>>> ask)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IntegrationNotFoundException || (e is IntegrationValidationException && !RezenDefaults.Tiers.Contains(Of(part))))
        {
            return new RezenPage<T>([]) { HasNext = false, Total = 0 };
        }
    }
}
