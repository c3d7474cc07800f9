using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Makes derived tables anew where the end of a run did not: after webhooks, after a crash, and when a month has ended.</summary>
internal sealed class DerivedTablesChore(DerivedTables derived) : IPeriodicChore
{
    public string Name => "derived_tables";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (AccountRef account in await derived.MarkedAsync(cancellationToken).ConfigureAwait(false))
        {
            await derived.RefreshAsync(account, cancellationToken).ConfigureAwait(false);
        }
    }
}
