using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>The projections in force: this package's for the registered vendors, replaced by the host's of the same name, added to by its others, less those switched off.</summary>
internal sealed class CoreProjections
{
    private readonly Dictionary<string, ICoreProjection[]> _byTable;

    public CoreProjections(IEnumerable<VendorDescriptor> vendors, IEnumerable<ICoreProjection> hosts, PostgresDatabase database)
    {
        Dictionary<string, ICoreProjection> byName = new(StringComparer.Ordinal);
        foreach (ICoreProjection own in vendors.Select(static v => v.Name).Distinct(StringComparer.Ordinal).SelectMany(v => SqlProjection.For(v, database.Schema)))
        {
            byName[own.Name] = own;
        }

        foreach (ICoreProjection host in hosts)
        {
            byName[host.Name] = host;
        }

        foreach (string off in database.Options.DisabledProjections)
        {
            if (!byName.Remove(off))
            {
                throw new IntegrationConfigurationException(
                    $"{nameof(PostgresOptions)}.{nameof(PostgresOptions.DisabledProjections)} names '{off}', which is no projection here. There are: {string.Join(", ", byName.Keys.Order(StringComparer.Ordinal))}.");
            }
        }

        _byTable = byName.Values.OrderBy(static p => p.Name, StringComparer.Ordinal).GroupBy(static p => p.SourceTable, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Projections that read a mirror table, by name. Empty when there is none.</summary>
    public IReadOnlyList<ICoreProjection> For(string sourceTable) => _byTable.GetValueOrDefault(sourceTable) ?? [];
}
