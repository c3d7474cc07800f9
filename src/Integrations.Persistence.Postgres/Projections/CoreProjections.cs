using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>The projections in force: this package's for the registered vendors, replaced by the host's of the same name, added to by its others, less those switched off.</summary>
internal sealed class CoreProjections
{
    /// <summary>
    /// Order of the core tables within one transaction: what others refer to goes first, and what notes a change goes before the table that changes. Derived tables come last.
    /// </summary>
    private static readonly string[] s_order =
    [
        "address", "office", "agent", "user_rezen", "network_change_log", "transaction_history", "listing_history", "team", "team_members", "team_settings", "agent_commission", "agent_cap_data",
        "agent_hierarchy", "listing", "transaction", "transaction_financials", "participant", "participant_paid", "transaction_participants", "contribution", "contributors",
        "contributions_pending", "income", "network_member", "revshare_payment", "equity_transactions", "contact_log", "network_hierarchy", "revshare_totals", "equity_monthly",
    ];

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

        _byTable = byName.Values.OrderBy(static p => Rank(p.Name)).ThenBy(static p => p.Name, StringComparer.Ordinal).GroupBy(static p => p.SourceTable, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Projections that read a mirror table, in the order in which they are applied. Empty when there is none.</summary>
    public IReadOnlyList<ICoreProjection> For(string sourceTable) => _byTable.GetValueOrDefault(sourceTable) ?? [];

    private static int Rank(string name) => Array.IndexOf(s_order, SqlProjection.TargetOf(name)) is >= 0 and var rank ? rank : s_order.Length;
}
