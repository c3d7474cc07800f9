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

    /// <summary>A page of a tier. A tier that the programme does not have is answered with 404, and is empty.</summary>
    public static async Task<RezenPage<T>> PageAsync<T>(Func<Task<RezenPage<T>>> ask)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (IntegrationNotFoundException)
        {
            return new RezenPage<T>([]) { HasNext = false, Total = 0 };
        }
    }
}
