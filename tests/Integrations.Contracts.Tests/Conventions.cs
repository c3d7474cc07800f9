namespace Integrations.Contracts.Tests;

internal static class Conventions
{
    /// <summary>Fails with every offender in the message.</summary>
    public static void AssertNone(IEnumerable<string?> offenders)
    {
        var all = offenders.Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} offenders:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
