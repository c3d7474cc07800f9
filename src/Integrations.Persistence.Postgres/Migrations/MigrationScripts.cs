using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>The embedded migrations: the folder <c>common</c>, then one folder per vendor, each in the order of its numbers.</summary>
internal static class MigrationScripts
{
    private const string Root = "Migrations/";

    /// <summary>Scripts for these vendors.</summary>
    /// <exception cref="IntegrationConfigurationException">This version has no tables for one of the vendors.</exception>
    public static IReadOnlyList<MigrationScript> For(IEnumerable<string> vendors)
    {
        // Resource names only: no type is looked at, so trimming and native compilation lose nothing.
        string[] names = [.. typeof(MigrationScripts).Assembly.GetManifestResourceNames().Select(static n => n.Replace('\\', '/')).Order(StringComparer.Ordinal)];
        List<MigrationScript> scripts = [.. Folder(names, "common")];
        foreach (string vendor in vendors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            MigrationScript[] own = [.. Folder(names, vendor)];
            if (own.Length == 0)
            {
                throw new IntegrationConfigurationException(
                    $"This version of {typeof(MigrationScripts).Assembly.GetName().Name} has no tables for vendor '{vendor}'. Use versions of the packages that belong together.");
            }

            scripts.AddRange(own);
        }

        return scripts;
    }

    private static IEnumerable<MigrationScript> Folder(IEnumerable<string> names, string folder)
    {
        string prefix = $"{Root}{folder}/";
        return names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(static n => new MigrationScript(n[Root.Length..], EmbeddedText.Read(n)));
    }
}
