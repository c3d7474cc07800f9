using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Carries rows of one mirror table into one core table, in the transaction that writes the mirror. Register one of the same <see cref="Name"/> to replace one of the library's.
/// </summary>
public interface ICoreProjection
{
    /// <summary>Name, for example <c>fub_people_to_participant</c>. Unique.</summary>
    string Name { get; }

    /// <summary>Mirror table that it reads, for example <c>fub_people</c>.</summary>
    string SourceTable { get; }

    /// <summary>Brings the core rows of some mirror rows up to date. Idempotent: applying it again changes nothing.</summary>
    /// <param name="connection">Connection of the transaction.</param>
    /// <param name="transaction">The transaction that wrote the mirror rows. Not to be committed here.</param>
    /// <param name="account">The account.</param>
    /// <param name="rowIds">Row ids of the mirror rows that the transaction inserted, updated, marked as deleted, or whose references it resolved.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Number of core rows written.</returns>
    Task<long> ApplyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, AccountRef account, long[] rowIds, CancellationToken cancellationToken = default);
}
