using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Takes live leases in PostgreSQL.</summary>
internal sealed class PostgresLiveStore(PostgresDatabase database, VendorCatalog catalog, TimeProvider time) : ILiveStore
{
    private const string Wanted =
        """
        wanted as (
          select w.vendor, w.account_id, w.entity_type, min(w.place) as place
          from unnest($5::text[], $6::bigint[], $7::text[]) with ordinality as w(vendor, account_id, entity_type, place)
          group by w.vendor, w.account_id, w.entity_type)
        """;

    private readonly Lazy<string> _acquire = new(() => LiveLeaseSql.For(catalog, database, Wanted));

    public Task<IReadOnlyList<LiveClaim>> AcquireAsync(LiveRequest request, CancellationToken cancellationToken = default)
    {
        foreach (AccountStream wanted in request.Streams)
        {
            _ = catalog.Stream(wanted.Stream);
        }

        if (request.Streams.Count == 0)
        {
            return Task.FromResult<IReadOnlyList<LiveClaim>>([]);
        }

        DateTimeOffset now = time.GetUtcNow();
        return database.OnConnectionAsync<IReadOnlyList<LiveClaim>>(
            async connection => await connection.ListAsync(
                _acquire.Value,
                [
                    Parameter.Time(now), Parameter.Time(now + request.LeaseDuration), Parameter.Text(request.Owner), Parameter.Text(request.Purpose),
                    Parameter.Texts([.. request.Streams.Select(static s => s.Stream.Vendor)]), Parameter.BigInts([.. request.Streams.Select(static s => s.Account.Id.Value)]),
                    Parameter.Texts([.. request.Streams.Select(static s => s.Stream.Entity)]),
                ],
                r => LiveLeaseSql.Read(r, request.Owner),
                cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }
}
